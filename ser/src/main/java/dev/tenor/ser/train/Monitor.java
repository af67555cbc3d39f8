package dev.tenor.ser.train;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The validation score that says which epoch is the best.
public enum Monitor {
  @JsonProperty("wa")
  WA {
    @Override
    double of(EpochRecord epoch) {
      return epoch.valWa();
    }
  },

  @JsonProperty("ua")
  UA {
    @Override
    double of(EpochRecord epoch) {
      return epoch.valUa();
    }
  },

  @JsonProperty("macro-f1")
  MACRO_F1 {
    @Override
    double of(EpochRecord epoch) {
      return epoch.valMacroF1();
    }
  },

  @JsonProperty("loss")
  LOSS {
    @Override
    double of(EpochRecord epoch) {
      return -epoch.valLoss();
    }
  },

  /// No score: the last epoch is taken.
  @JsonProperty("last")
  LAST {
    @Override
    double of(EpochRecord epoch) {
      return epoch.epoch();
    }
  };

  /// Greater is better.
  abstract double of(EpochRecord epoch);
}
