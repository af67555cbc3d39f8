package dev.tenor.ser.audit;

import dev.tenor.ser.corpus.Utterance;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// A baseline that uses no audio, only each utterance's speaker, dialogue and turn.
enum Baseline {
  /// The most frequent class of the training set.
  MAJORITY("majority") {
    @Override
    ToIntFunction<Utterance> fit(Known known) {
      int majority = known.majority();
      return _ -> majority;
    }
  },

  /// The label of the training utterance of the same dialogue and role that is nearest in turns
  /// (the first in list order on a tie); the majority if there is none.
  NEAREST_TURN("nearest turn, same dialogue and speaker") {
    @Override
    ToIntFunction<Utterance> fit(Known known) {
      Map<String, List<Utterance>> mates = known.byTurn(Baseline::dialogueAndRole);
      int majority = known.majority();
      return u -> {
        int best = majority;
        int smallest = Integer.MAX_VALUE;
        for (Utterance mate : mates(mates, u, dialogueAndRole(u))) {
          if (Known.distance(u, mate) < smallest) {
            smallest = Known.distance(u, mate);
            best = known.label(mate);
          }
        }
        return best;
      };
    }
  },

  /// Every such utterance votes with weight exp(−|Δturn|/2), on top of 10⁻⁶ × the class counts.
  KERNEL_VOTE("kernel vote over these turns") {
    @Override
    ToIntFunction<Utterance> fit(Known known) {
      Map<String, List<Utterance>> mates = known.byTurn(Baseline::dialogueAndRole);
      double[] prior = prior(known);
      return u -> {
        double[] votes = prior.clone();
        for (Utterance mate : mates(mates, u, dialogueAndRole(u))) {
          votes[known.label(mate)] += Math.exp(-Known.distance(u, mate) / 2.0);
        }
        return Known.largest(votes);
      };
    }
  },

  /// Utterances of the same scenario vote with weight exp(−|Δturn|/3), those of another role with
  /// 0.3 of it, on top of 10⁻⁶ × the class counts.
  SCENARIO_ROLE_TURN("scenario, role and turn") {
    @Override
    ToIntFunction<Utterance> fit(Known known) {
      Map<String, List<Utterance>> scenes = known.byTurn(u -> u.turn().scenario());
      double[] prior = prior(known);
      return u -> {
        double[] votes = prior.clone();
        for (Utterance mate : mates(scenes, u, u.turn() == null ? null : u.turn().scenario())) {
          double weight = u.turn().role().equals(mate.turn().role()) ? 1 : OTHER_ROLE;
          votes[known.label(mate)] += weight * Math.exp(-Known.distance(u, mate) / 3.0);
        }
        return Known.largest(votes);
      };
    }
  };

  private static final double OTHER_ROLE = 0.3;
  private static final double PRIOR = 1e-6;

  private final String title;

  Baseline(String title) {
    this.title = title;
  }

  /// For people.
  String title() {
    return title;
  }

  /// The predictor: utterance → number of its class.
  abstract ToIntFunction<Utterance> fit(Known known);

  private static String dialogueAndRole(Utterance u) {
    return u.turn() == null ? null : u.turn().dialogue() + '\n' + u.turn().role();
  }

  private static List<Utterance> mates(
      Map<String, List<Utterance>> groups, Utterance u, String group) {
    return u.turn() == null || group == null ? List.of() : groups.getOrDefault(group, List.of());
  }

  private static double[] prior(Known known) {
    double[] votes = known.counts();
    for (int k = 0; k < votes.length; k++) {
      votes[k] *= PRIOR;
    }
    return votes;
  }
}
