"""What a run says at its end, to people and as JSON."""

from mutation import layers


class SideResult:
    """One side's mutants and what each layer made of them."""

    def __init__(self, side, mutants, dropped, results, chosen_layers, equivalents, all_mutants):
        self.side = side
        dropped_keys = {one.key for one in dropped}
        self.mutants = [one for one in mutants if one.key not in dropped_keys]
        self.dropped = [one for one in mutants if one.key in dropped_keys]
        self.layers = chosen_layers
        self.results = results
        self.equivalents = equivalents
        self.known = len(all_mutants)
        self.list_problems = []

    def kind(self, one, layer):
        """How the mutant showed itself to the layer; None where that was not asked."""
        found = self.results.get((one.key, layer))
        return found[0] if found else None

    def killers(self, one):
        return [layer for layer in self.layers
                if self.kind(one, layer) not in (None, *layers.ALIVE)]

    def first_kind(self, one):
        killers = self.killers(one)
        return self.kind(one, killers[0]) if killers else layers.SURVIVED

    @property
    def killed(self):
        return [one for one in self.mutants if self.killers(one)]

    @property
    def survivors(self):
        return [one for one in self.mutants
                if not self.killers(one) and one.key not in self.equivalents]

    @property
    def equivalent(self):
        return [one for one in self.mutants
                if not self.killers(one) and one.key in self.equivalents]

    @property
    def score(self):
        """The share of the mutants that are no equivalents which is killed; None without any."""
        counted = len(self.mutants) - len(self.equivalent)
        return len(self.killed) / counted if counted else None


def percent(part, whole):
    return "%5.1f %%" % (100.0 * part / whole) if whole else "    - "


def print_side(result, out):
    """Tables, survivors and the score of a side."""
    kinds = [result.first_kind(one) for one in result.mutants]
    out.write("\n%s: %d mutants of %d known%s\n" % (
        result.side.title, len(result.mutants), result.known,
        ", %d more cannot be planted" % len(result.dropped) if result.dropped else ""))
    out.write("  killed by a difference %d, by a crash %d, by a hang %d; equivalent %d; "
              "survived %d\n" % (kinds.count(layers.DIFFERENCE), kinds.count(layers.CRASH),
                                 kinds.count(layers.HANG), len(result.equivalent),
                                 len(result.survivors)))
    _print_layers(result, out)
    for title, attribute in (("operator", "operator"), ("file", "file")):
        _print_groups(result, title, attribute, out)
    _print_survivors(result, out)
    for problem in result.list_problems:
        out.write("  LIST  %s\n" % problem)
    if result.score is None:
        out.write("  nothing ran\n")
    else:
        out.write("  score %.1f %%: %d of %d mutants that are no equivalents are killed\n" % (
            100 * result.score, len(result.killed), len(result.mutants) - len(result.equivalent)))


def _print_layers(result, out):
    out.write("\n  %-14s %7s  %-8s %7s %7s %7s %9s  %s\n" % (
        "layer", "killed", "", "differ", "crash", "hang", "alone", "seconds"))
    for layer in result.layers:
        found = [result.kind(one, layer) for one in result.mutants]
        asked = [kind for kind in found if kind is not None]
        killed = [kind for kind in asked if kind not in layers.ALIVE]
        alone = sum(1 for one in result.mutants if result.killers(one) == [layer])
        seconds = sum(result.results[one.key, layer][1] for one in result.mutants
                      if (one.key, layer) in result.results)
        out.write("  %-14s %7d  %-8s %7d %7d %7d %9d  %.0f\n" % (
            layer, len(killed), percent(len(killed), len(asked)), killed.count(layers.DIFFERENCE),
            killed.count(layers.CRASH), killed.count(layers.HANG), alone, seconds))


def _groups(result, attribute):
    """{value: (mutants, killed, equivalent)}."""
    groups = {}
    killed = {one.key for one in result.killed}
    equivalent = {one.key for one in result.equivalent}
    for one in result.mutants:
        counts = groups.setdefault(getattr(one, attribute), [0, 0, 0])
        counts[0] += 1
        counts[1] += one.key in killed
        counts[2] += one.key in equivalent
    return groups


def _print_groups(result, title, attribute, out):
    groups = _groups(result, attribute)
    width = max([len(title)] + [len(name) for name in groups])
    out.write("\n  %-*s %8s %8s %10s\n" % (width, title, "mutants", "killed", "of counted"))
    for name in sorted(groups):
        mutants, killed, equivalent = groups[name]
        out.write("  %-*s %8d %8d %10s\n" % (width, name, mutants, killed,
                                             percent(killed, mutants - equivalent)))


def _print_survivors(result, out):
    if result.survivors:
        out.write("\n  survivors:\n")
    for one in sorted(result.survivors, key=lambda one: (one.file, one.line)):
        reached = any(result.kind(one, layer) == layers.SURVIVED for layer in result.layers)
        out.write("  %s  %s  %s (%s%s)\n      in  %s\n      %s\n" % (
            one.key, one.place, one.function, one.operator,
            "" if reached else ", not reached", one.statement, one.change))
    out.write("\n")


def as_json(results, commit):
    """The report as one object."""
    return {"commit": commit, "sides": {result.side.name: _side_json(result)
                                        for result in results}}


def _side_json(result):
    def described(one):
        return dict(one.fields, key=one.key, line=one.line, layers={
            layer: result.kind(one, layer) for layer in result.layers})

    return {"title": result.side.title, "known": result.known, "mutants": len(result.mutants),
            "not_planted": len(result.dropped), "killed": len(result.killed),
            "equivalent": len(result.equivalent), "score": result.score,
            "operators": _groups(result, "operator"), "files": _groups(result, "file"),
            "survivors": [described(one) for one in result.survivors],
            "list_problems": result.list_problems,
            "all": [described(one) for one in result.mutants]}
