"""Merges the answers of several Pythons to the questions of text_rules.py.

usage: merge_answers.py CORPUS_DIR VERSION=ANSWERS...

Each ANSWERS file is what text_rules.py wrote under that version.  Writes
CORPUS_DIR/*.jsonl: a first line {"versions": [...]}, then a line for each question
with its one answer under "same", or with "answers", from versions, parted by
blanks, to what they answered.  The answers of versions that are not named are
kept, as far as their questions are still asked.
"""

import json
import os
import re
import sys


def version_key(version):
    return [int(number) for number in re.findall(r"\d+", version)]


def read_corpus(path):
    """{question: {version: answer}} of a corpus file; nothing when there is none."""
    recorded = {}
    if not os.path.exists(path):
        return recorded
    with open(path, encoding="ascii") as lines:
        versions = json.loads(next(lines))["versions"]
        for line in lines:
            entry = json.loads(line)
            answers = entry.get("answers") or {" ".join(versions): entry["same"]}
            question = dump({"rule": entry["rule"], "of": entry["of"]})
            recorded[question] = {
                version: dump(answer)
                for group, answer in answers.items()
                for version in group.split()
            }
    return recorded


def dump(value):
    return json.dumps(value, separators=(",", ":"))


def merged_line(question, answers, versions):
    groups = {}
    for version in versions:
        if version in answers:
            groups.setdefault(answers[version], []).append(version)
    if len(groups) == 1 and len(answers) == len(versions):
        told = '"same":' + next(iter(groups))
    else:
        rows = ['"%s":%s' % (" ".join(group), answer) for answer, group in groups.items()]
        told = '"answers":{%s}' % ",".join(rows)
    return "%s,%s}\n" % (question[:-1], told)


def main():
    corpus, given = sys.argv[1], [argument.split("=", 1) for argument in sys.argv[2:]]
    files = {}  # name: {question: {version: answer}}, in the order of asking
    for version, path in sorted(given, key=lambda pair: version_key(pair[0])):
        with open(path, encoding="ascii") as lines:
            for line in lines:
                name, question, answer = line.rstrip("\n").split("\t")
                files.setdefault(name, {}).setdefault(question, {})[version] = answer
    new = {version for version, _ in given}
    for name, questions in files.items():
        path = os.path.join(corpus, name + ".jsonl")
        for question, answers in read_corpus(path).items():
            if question in questions:
                for version, answer in answers.items():
                    if version not in new:
                        questions[question][version] = answer
        versions = sorted({v for answers in questions.values() for v in answers}, key=version_key)
        with open(path + ".new", "w", encoding="ascii") as out:
            out.write(dump({"versions": versions}) + "\n")
            for question, answers in questions.items():
                out.write(merged_line(question, answers, versions))
        os.replace(path + ".new", path)


main()
