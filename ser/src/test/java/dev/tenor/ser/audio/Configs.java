package dev.tenor.ser.audio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Variations of the reference front end.
final class Configs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Configs() {}

  /// The reference with some settings replaced, given as a JSON object.
  static FeatureConfig with(String json) {
    try {
      ObjectNode settings = JSON.valueToTree(FeatureConfig.reference());
      return JSON.treeToValue(
          settings.setAll((ObjectNode) JSON.readTree(json)), FeatureConfig.class);
    } catch (JsonProcessingException e) {
      throw e.getCause() instanceof IllegalArgumentException cause
          ? cause
          : new IllegalArgumentException(json, e);
    }
  }
}
