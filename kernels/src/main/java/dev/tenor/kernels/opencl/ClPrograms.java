package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clGetProgramBuildInfo;
import static org.jocl.CL.clReleaseProgram;

import dev.tenor.engine.backend.DeviceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jocl.CLException;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/// The programs of one backend: every `.cl` resource is built when one of its kernels is asked for
/// the first time, or taken from the cache on disk.
final class ClPrograms implements AutoCloseable {
  private static final int LOG_LINES = 5;
  private static final Pattern INCLUDE = Pattern.compile("#include \"(.+)\"");
  private final ClContext context;
  private final ClBinaryCache cache;
  private final Map<Build, cl_program> programs = new LinkedHashMap<>();
  private final Map<Id, ClKernel> kernels = new LinkedHashMap<>();

  /// A resource (without `.cl`) and the tuning that it is built with, as `-D` options.
  private record Build(String family, String macros) {
    String options() {
      return "-cl-std=CL1.2 " + macros;
    }
  }

  private record Id(String name, String macros) {}

  ClPrograms(ClContext context, ClBinaryCache cache) {
    this.context = context;
    this.cache = cache;
  }

  /// A kernel whose arguments can be given.
  ///
  /// @param family the resource it is in, without `.cl`
  /// @param name unique in all families
  /// @param macros the tuning, as `-D` options
  ClKernel kernel(String family, String name, String macros) {
    Id id = new Id(name, macros);
    ClKernel kernel = kernels.get(id);
    if (kernel == null) {
      cl_program program = programs.get(new Build(family, macros));
      if (program == null) {
        program = build(new Build(family, macros));
        programs.put(new Build(family, macros), program);
      }
      kernel = new ClKernel(context, program, name);
      kernels.put(id, kernel);
    }
    return kernel.begin();
  }

  private cl_program build(Build build) {
    String options = build.options();
    String source = source(build.family() + ".cl");
    ClBinaryCache.Key key = ClBinaryCache.Key.of(context.device(), options, source);
    cl_program cached = cache.load(context, key, options);
    if (cached != null) {
      return cached;
    }
    cl_program program =
        clCreateProgramWithSource(context.handle(), 1, new String[] {source}, null, null);
    try {
      clBuildProgram(program, 1, new cl_device_id[] {context.id()}, options, null, null);
    } catch (CLException e) {
      DeviceException failure = buildFailure(build, program, e);
      clReleaseProgram(program);
      throw failure;
    }
    cache.store(key, program);
    return program;
  }

  /// The text of a resource with what it includes in place; lines keep their file and number in
  /// what the compiler says.
  private static String source(String resource) {
    StringBuilder source = new StringBuilder(lineDirective(1, resource));
    int number = 0;
    for (String line : text(resource).lines().toList()) {
      number++;
      Matcher include = INCLUDE.matcher(line);
      if (include.matches()) {
        source.append(source(include.group(1))).append(lineDirective(number + 1, resource));
      } else {
        source.append(line).append('\n');
      }
    }
    return source.toString();
  }

  private static String lineDirective(int number, String resource) {
    return "#line " + number + " \"" + resource + "\"\n";
  }

  private static String text(String resource) {
    try (InputStream in = ClPrograms.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("opencl: resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DeviceException buildFailure(Build build, cl_program program, CLException e) {
    String log =
        ClQuery.text((n, p, size) ->
            clGetProgramBuildInfo(program, context.id(), CL_PROGRAM_BUILD_LOG, n, p, size));
    String first =
        log.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(LOG_LINES)
            .collect(Collectors.joining(" | "));
    return new DeviceException(
        "opencl: "
            + build.family()
            + ".cl does not build on '"
            + context.device().name()
            + "' ("
            + build.options()
            + "): "
            + (first.isEmpty() ? e.getMessage() : first),
        e);
  }

  @Override
  public void close() {
    kernels.values().forEach(ClKernel::close);
    kernels.clear();
    programs.values().forEach(p -> clReleaseProgram(p));
    programs.clear();
  }
}
