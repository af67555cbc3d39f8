package dev.tenor.engine.optim;

import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.ParameterSlab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Which parameters an optimiser treats in another way: without weight decay, with another learning
/// rate, or not at all. PyTorch's parameter groups, chosen by name. Immutable.
///
/// ```java
/// ParameterGroups groups =
///     ParameterGroups.all()
///         .noDecayOfBiasesAndNorms()
///         .lr(name -> name.startsWith("encoder."), 0.1)
///         .frozen(name -> name.startsWith("embedding."));
/// ```
public final class ParameterGroups {
  private static final ParameterGroups ALL = new ParameterGroups(List.of());

  /// How the parameters of a range are updated.
  private record Setting(double lrFactor, boolean decays, boolean frozen) {
    private static final Setting DEFAULT = new Setting(1, true, false);
  }

  private record Rule(
      String what,
      boolean mayMatchNone,
      BiPredicate<String, Parameter> matches,
      UnaryOperator<Setting> change) {}

  /// Neighbours in the slab that are updated alike: `length` values from `offset`.
  record Range(int offset, int length, double lrFactor, boolean decays) {}

  private final List<Rule> rules;

  private ParameterGroups(List<Rule> rules) {
    this.rules = rules;
  }

  /// All trained parameters alike.
  public static ParameterGroups all() {
    return ALL;
  }

  /// No weight decay for the parameters whose names match.
  public ParameterGroups noDecay(Predicate<String> names) {
    return with("noDecay", names, s -> new Setting(s.lrFactor(), false, s.frozen()));
  }

  /// No weight decay for parameters of rank 1, which are the biases and the weights of norms.
  public ParameterGroups noDecayOfBiasesAndNorms() {
    return with(
        new Rule(
            "noDecayOfBiasesAndNorms",
            true,
            (name, p) -> p.shape().rank() == 1,
            s -> new Setting(s.lrFactor(), false, s.frozen())));
  }

  /// The learning rate times `factor` for the parameters whose names match.
  ///
  /// @throws IllegalArgumentException unless `factor` is positive
  public ParameterGroups lr(Predicate<String> names, double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "parameter groups: lr factor "
              + factor
              + " is not positive; to train nothing, use frozen");
    }
    return with("lr", names, s -> new Setting(s.lrFactor() * factor, s.decays(), s.frozen()));
  }

  /// No update of the parameters whose names match. Their gradients are computed all the same;
  /// [dev.tenor.engine.nn.Layer#freeze] saves that.
  public ParameterGroups frozen(Predicate<String> names) {
    return with("frozen", names, s -> new Setting(s.lrFactor(), s.decays(), true));
  }

  private ParameterGroups with(
      String what, Predicate<String> names, UnaryOperator<Setting> change) {
    return with(new Rule(what, false, (name, p) -> names.test(name), change));
  }

  private ParameterGroups with(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new ParameterGroups(List.copyOf(more));
  }

  /// The ranges of a slab that are updated, in order; neighbours of the same setting are one.
  ///
  /// @throws IllegalArgumentException if a rule matches no trained parameter
  List<Range> ranges(ParameterSlab slab) {
    requireMatches(slab);
    List<Range> ranges = new ArrayList<>();
    int offset = 0;
    for (Map.Entry<String, Parameter> entry : slab.parameters().entrySet()) {
      if (entry.getValue().trained()) {
        Setting setting = setting(entry.getKey(), entry.getValue());
        int n = entry.getValue().shape().numel();
        if (!setting.frozen()) {
          add(ranges, new Range(offset, n, setting.lrFactor(), setting.decays()));
        }
        offset += n;
      }
    }
    return ranges;
  }

  private Setting setting(String name, Parameter p) {
    Setting setting = Setting.DEFAULT;
    for (Rule rule : rules) {
      setting = rule.matches().test(name, p) ? rule.change().apply(setting) : setting;
    }
    return setting;
  }

  private static void add(List<Range> ranges, Range next) {
    Range last = ranges.isEmpty() ? null : ranges.getLast();
    if (last != null
        && last.offset() + last.length() == next.offset()
        && last.lrFactor() == next.lrFactor()
        && last.decays() == next.decays()) {
      int length = last.length() + next.length();
      ranges.set(
          ranges.size() - 1, new Range(last.offset(), length, last.lrFactor(), last.decays()));
    } else {
      ranges.add(next);
    }
  }

  private void requireMatches(ParameterSlab slab) {
    List<Map.Entry<String, Parameter>> trained =
        slab.parameters().entrySet().stream().filter(e -> e.getValue().trained()).toList();
    for (Rule rule : rules) {
      if (!rule.mayMatchNone()
          && trained.stream().noneMatch(e -> rule.matches().test(e.getKey(), e.getValue()))) {
        throw new IllegalArgumentException(
            "parameter groups: a rule of "
                + rule.what()
                + " matches none of the trained parameters "
                + trained.stream().map(Map.Entry::getKey).toList()
                + "; change its names or leave it out");
      }
    }
  }
}
