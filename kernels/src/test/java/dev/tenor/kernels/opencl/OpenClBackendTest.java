package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_CONTEXT_REFERENCE_COUNT;
import static org.jocl.CL.clGetContextInfo;
import static org.jocl.CL.clReleaseContext;
import static org.jocl.CL.clRetainContext;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.DeviceException;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tck.OpCase;
import dev.tenor.engine.tck.OpCases;
import dev.tenor.engine.tck.OpRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jocl.cl_context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenClBackendTest {
  @TempDir static Path programs;

  /// Every object of OpenCL holds its context, so that the context's own count tells of all. A
  /// driver's thread may let go of the last command a moment after `clFinish` has returned (PoCL's
  /// does in one of ten runs on a busy machine), so the count gets the time to fall.
  @Test
  void closingGivesEveryObjectBack() {
    ClContext context = new ClContext(TestDevice.get());
    cl_context handle = context.handle();
    clRetainContext(handle);
    OpenClBackend backend = new OpenClBackend(context, ClTuning.of(context.device()), programs);
    BufferPool pool = new BufferPool(backend);
    for (OpCase op : OpCases.all().subList(0, 12)) {
      OpRun.of(op, pool); // its buffers stay in the pool
    }
    backend.memory().allocate(100); // and this one is forgotten
    assertTrue(references(handle) > 10);
    backend.close();
    backend.close();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (references(handle) > 1 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(1, references(handle));
    clReleaseContext(handle);
  }

  private static long references(cl_context context) {
    return ClQuery.number(
        (n, p, size) -> clGetContextInfo(context, CL_CONTEXT_REFERENCE_COUNT, n, p, size));
  }

  @Test
  void anArrayMayChangeAsSoonAsItsUploadReturns() {
    try (OpenClBackend backend = TestDevice.backend(programs)) {
      float[] values = new float[1000];
      List<Buffer> buffers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Arrays.fill(values, i);
        buffers.add(backend.memory().allocate(1000));
        backend.memory().upload(buffers.getLast(), values, 0, 1000);
      }
      for (int i = 0; i < 20; i++) {
        backend.memory().download(values, 0, buffers.get(i), 1000);
        assertEquals(i, values[0]);
        assertEquals(i, values[999]);
      }
    }
  }

  @Test
  void arraysLargerThanTheStagingMemoryArriveWhole() {
    int n = 5 * (1 << 20) + 7;
    float[] values = new float[n + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    try (OpenClBackend backend = TestDevice.backend(programs)) {
      Buffer buffer = backend.memory().allocate(n);
      backend.memory().upload(buffer, values, 3, n);
      float[] back = new float[n + 2];
      backend.memory().download(back, 2, buffer, n);
      assertArrayEquals(
          Arrays.copyOfRange(values, 3, n + 3), Arrays.copyOfRange(back, 2, n + 2), 0);
    }
  }

  @Test
  void threadsMayShareABackend() throws Exception {
    try (OpenClBackend backend = TestDevice.backend(programs);
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Callable<float[]> task = () -> products(backend);
      float[] alone = products(backend);
      for (int round = 0; round < 5; round++) {
        List<Future<float[]>> together = threads.invokeAll(List.of(task, task, task));
        for (Future<float[]> one : together) {
          assertArrayEquals(alone, one.get());
        }
      }
    }
  }

  /// A chain of products, whose factors are packed in shared scratch memory.
  private static float[] products(OpenClBackend backend) {
    int n = 37;
    GemmGeometry g = GemmGeometry.of(false, true, n, n, n);
    RandomStream random = RandomStream.of(5, "products");
    float[] values = new float[n * n];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.uniform(-0.2, 0.2);
    }
    Buffer a = backend.memory().allocate(n * n);
    Buffer b = backend.memory().allocate(n * n);
    backend.memory().upload(a, values, 0, values.length);
    for (int i = 0; i < 50; i++) {
      backend.gemm().gemm(g, b, a, a, 1, 0);
      backend.elementwise().axpy(a, 0.5f, b, n * n);
    }
    backend.memory().download(values, 0, a, values.length);
    backend.memory().release(a);
    backend.memory().release(b);
    return values;
  }

  @Test
  void aProgramThatDoesNotBuildNamesFileDeviceAndLine() {
    ClDevice device = TestDevice.get();
    try (ClContext context = new ClContext(device);
        ClPrograms all = new ClPrograms(context, new ClBinaryCache(programs))) {
      String message =
          assertThrows(
                  DeviceException.class, () -> all.kernel("broken", "broken", "-DV=4 -DROWS=4"))
              .getMessage();
      assertTrue(message.startsWith("opencl: broken.cl does not build on '"), message);
      assertTrue(message.contains(device.name()), message);
      assertTrue(message.contains("-DV=4 -DROWS=4"), message);
      assertTrue(message.contains("broken.cl:2") && message.contains("floot"), message);
    }
  }

  @Test
  void moreMemoryThanTheDeviceHasIsAClearError() {
    try (ClContext context = new ClContext(TestDevice.get())) {
      String message =
          assertThrows(DeviceException.class, () -> context.allocate(1L << 50, 0)).getMessage();
      assertTrue(message.contains("out of memory; take a smaller batch"), message);
    }
  }
}
