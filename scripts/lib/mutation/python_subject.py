"""scripts/subjects/cpython.py with a fault planted in the library of the Python that runs it.

usage: python_subject.py --list        every mutant, a JSON object a line
       python_subject.py [--seconds N] the subject; BASEHTTP_MUTANT names the mutant by its
                                       number in the list, 0 or nothing for none; N seconds of
                                       processor time are what a case may take

The process speaks the protocol of scripts/subjects/README.md, and says of itself what the
unmutated one would say.
"""

import importlib
import importlib.util
import json
import os
import pathlib
import signal
import sys
import types

LIB = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(LIB))

from mutation import python_mutants  # noqa: E402  the path has to be set first


def load_mutated(mutant):
    """Puts the mutated module where `import` finds it."""
    _, origin, text = python_mutants.source_of(mutant.module)
    code = compile(python_mutants.planted(text, mutant), origin, "exec", dont_inherit=True)
    module = types.ModuleType(mutant.module)
    module.__spec__ = importlib.util.find_spec(mutant.module)
    module.__loader__ = module.__spec__.loader
    module.__file__ = origin
    module.__package__ = "http"
    sys.modules[mutant.module] = module
    exec(code, module.__dict__)
    setattr(importlib.import_module("http"), mutant.module.rpartition(".")[2], module)


def load_subject():
    path = LIB.parent / "subjects" / "cpython.py"
    spec = importlib.util.spec_from_file_location("cpython_subject", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def processor_time_signals():
    """The module signal, with the clock of a case counting processor time: on a machine that
    is busy with other things nothing hangs."""
    names = dict(vars(signal), ITIMER_REAL=signal.ITIMER_PROF, SIGALRM=signal.SIGPROF)
    return types.SimpleNamespace(**names)


def main():
    arguments = sys.argv[1:]
    if arguments == ["--list"]:
        for mutant in python_mutants.find_mutants():
            print(json.dumps(dict(mutant.fields, number=mutant.number, line=mutant.line)))
        return
    number = int(os.environ.get("BASEHTTP_MUTANT") or 0)
    if number:
        found = python_mutants.find_mutants()
        for name in list(sys.modules):
            if name == "http" or name.startswith("http."):
                del sys.modules[name]
        load_mutated(found[number - 1])
    subject = load_subject()
    if arguments[:1] == ["--seconds"]:
        subject.MAX_SECONDS = float(arguments[1])
        subject.signal = processor_time_signals()
    subject.main()


if __name__ == "__main__":
    main()
