package dev.tenor.ser.model;

import java.lang.reflect.InvocationTargetException;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/// The networks that can be built: that of the paper, and those of others on the class path. They
/// are looked up through the thread's context class loader; what a model file names is never
/// fetched from elsewhere.
public final class Networks {
  /// The type of [SerNetwork].
  public static final String THREE_STAGE = "three-stage";

  private Networks() {}

  /// The network of a configuration.
  ///
  /// @throws IllegalArgumentException if there is no such network, or it cannot be built so
  public static Network create(NetworkConfig config) {
    if (config.type().equals(THREE_STAGE)) {
      return new SerNetwork(config);
    }
    NetworkProvider provider = provided().get(config.type());
    return provider != null ? provider.create(config) : construct(config);
  }

  private static SortedMap<String, NetworkProvider> provided() {
    SortedMap<String, NetworkProvider> providers = new TreeMap<>();
    ServiceLoader.load(NetworkProvider.class).forEach(p -> providers.put(p.name(), p));
    return providers;
  }

  private static Network construct(NetworkConfig config) {
    String name = config.type();
    try {
      Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
      if (!Network.class.isAssignableFrom(type)) {
        throw wrong(name, "is a class, but no " + Network.class.getName(), null);
      }
      return (Network) type.getConstructor(NetworkConfig.class).newInstance(config);
    } catch (ClassNotFoundException e) {
      throw wrong(name, "is not on the class path; give its jar with --network JAR:" + name, e);
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw wrong(name, "needs a public class and a public constructor (NetworkConfig)", e);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IllegalArgumentException invalid
          ? invalid
          : wrong(name, "failed in its constructor: " + cause, cause);
    } catch (LinkageError e) {
      throw wrong(name, "cannot be loaded: " + e, e);
    }
  }

  private static IllegalArgumentException wrong(String name, String problem, Throwable cause) {
    return new IllegalArgumentException("network " + name + " " + problem, cause);
  }
}
