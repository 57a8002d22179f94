"""Looks at what OSS-Fuzz and ClusterFuzzLite read, as their own checks would.

usage: fuzz_services_lint.py [ROOT]

    fuzz/oss-fuzz/project.yaml    its keys and their values are known ones, none is missing
    fuzz/oss-fuzz/Dockerfile      the licence, the image, apt-get update before install
    .clusterfuzzlite/             a language, a Dockerfile that copies the sources, a build.sh
    .github/workflows/cflite_*    each job builds before it runs, with one sanitizer for both
    fuzz/                         no archive is committed, no engine is spelt out

A line for each finding.  Exit status: 0 none; 1 some; 2 python3-yaml is missing.
"""

import os
import pathlib
import re
import sys

try:
    import yaml
except ImportError:
    yaml = None

KEYS = {"architectures", "auto_ccs", "blackbox", "builds_per_day", "coverage_extra_args",
        "disabled", "disable_remediation", "disable_remediation_pre_review", "fuzzing_engines",
        "help_url", "homepage", "language", "labels", "main_repo", "primary_contact", "run_tests",
        "sanitizers", "selective_unpack", "vendor_ccs", "view_restrictions", "file_github_issue",
        "indexer", "base_os_version"}
NEEDED = ("homepage", "language", "main_repo", "primary_contact")
VALUES = {"fuzzing_engines": {"afl", "centipede", "honggfuzz", "libfuzzer"},
          "sanitizers": {"address", "memory", "undefined"},
          "architectures": {"x86_64", "i386", "aarch64"}}
SANITIZERS = {"address", "undefined", "memory", "coverage"}
MODES = {"batch", "code-change", "coverage", "prune"}
ACTION = re.compile(r"google/clusterfuzzlite/actions/(build_fuzzers|run_fuzzers)@v1")
LICENCE = ("Licensed under the Apache License, Version 2.0",
           "http://www.apache.org/licenses/LICENSE-2.0")

found = []


def finding(path, what):
    found.append("%s: %s" % (path, what))


def load(path):
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        finding(path, "no YAML: %s" % str(error).replace("\n", " "))
        return {}


def check_project(path):
    project = load(path)
    for key in set(project) - KEYS:
        finding(path, "unknown key %s" % key)
    for key in NEEDED:
        if not project.get(key):
            finding(path, "no %s" % key)
    if project.get("language") != "c++":
        finding(path, "language is not c++")
    for key, allowed in VALUES.items():
        for value in project.get(key, []):
            name = next(iter(value)) if isinstance(value, dict) else value
            if name not in allowed:
                finding(path, "unknown %s in %s" % (name, key))
    if "libfuzzer" not in project.get("fuzzing_engines", ["libfuzzer"]):
        finding(path, "libfuzzer has to be among the engines")


def check_dockerfile(path, licence):
    text = path.read_text(encoding="utf-8")
    for line in LICENCE if licence else ():
        if line not in text:
            finding(path, "no licence: %r" % line)
    if not re.search(r"^FROM gcr\.io/oss-fuzz-base/base-builder(:v1)?$", text, re.MULTILINE):
        finding(path, "not from base-builder")
    commands = re.sub(r"\\\n", " ", text)
    for line in commands.splitlines():
        if "apt-get install" in line and not re.search(r"apt-get update.*apt-get install", line):
            finding(path, "apt-get install without apt-get update in front of it")


def check_lite(folder):
    if load(folder / "project.yaml").get("language") != "c++":
        finding(folder / "project.yaml", "language is not c++")
    check_dockerfile(folder / "Dockerfile", False)
    text = (folder / "Dockerfile").read_text(encoding="utf-8")
    for line in ("COPY . $SRC/", "COPY .clusterfuzzlite/build.sh $SRC/build.sh"):
        if line not in text:
            finding(folder / "Dockerfile", "no %s" % line)
    if not os.access(folder / "build.sh", os.X_OK):
        finding(folder / "build.sh", "cannot be run")


def check_workflow(path):
    workflow = load(path)
    # YAML takes the key `on` for true.
    if not workflow.get(True, workflow.get("on")) or not workflow.get("jobs"):
        return finding(path, "no events or no jobs")
    for name, job in workflow["jobs"].items():
        check_job("%s, job %s" % (path, name), job)


def check_job(where, job):
    matrix = job.get("strategy", {}).get("matrix", {}).get("sanitizer", [])
    for sanitizer in set(matrix) - SANITIZERS:
        finding(where, "unknown sanitizer %s" % sanitizer)
    steps = [(ACTION.fullmatch(step.get("uses", "")), step.get("with", {}))
             for step in job.get("steps", [])]
    if not all(action for action, _ in steps):
        finding(where, "a step that is no action of ClusterFuzzLite, version 1")
        return
    kinds = [action[1] for action, _ in steps]
    if not kinds or kinds[0] != "build_fuzzers":
        finding(where, "does not build first")
    for (action, options) in steps:
        if action[1] == "run_fuzzers" and options.get("mode") not in MODES:
            finding(where, "unknown mode %s" % options.get("mode"))
        if action[1] == "run_fuzzers" and int(options.get("fuzz-seconds", 0)) < 1:
            finding(where, "no fuzz-seconds")
        if action[1] == "build_fuzzers" and options.get("language") != "c++":
            finding(where, "language is not c++")
        sanitizer = options.get("sanitizer", "address")
        if "${{" not in sanitizer and sanitizer not in SANITIZERS:
            finding(where, "unknown sanitizer %s" % sanitizer)
    if len({options.get("sanitizer", "address") for _, options in steps}) > 1:
        finding(where, "builds with another sanitizer than it runs with")


def check_targets(folder):
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".zip":
            finding(path, "an archive is made by build.sh, not committed")
        elif path.name in ("CMakeLists.txt", "build.sh") and \
                "-lFuzzingEngine" in path.read_text(encoding="utf-8"):
            finding(path, "-lFuzzingEngine is gone: link what LIB_FUZZING_ENGINE says")


def main(root):
    if yaml is None:
        print("no module yaml: apt-get install python3-yaml", file=sys.stderr)
        return 2
    check_project(root / "fuzz/oss-fuzz/project.yaml")
    check_dockerfile(root / "fuzz/oss-fuzz/Dockerfile", True)
    check_lite(root / ".clusterfuzzlite")
    workflows = sorted((root / ".github/workflows").glob("cflite_*.yml"))
    if not workflows:
        finding(root / ".github/workflows", "no cflite_*.yml")
    for path in workflows:
        check_workflow(path)
    check_targets(root / "fuzz")
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
