// The CPython of the npm package `pyodide`, as a subject of the conformance harness.
//
//   node pyodide.mjs --package DIR [--subject FILE]
//
//   --package DIR   the unpacked package, e.g. build/pyodide/node_modules/pyodide-3.13.2
//   --subject FILE  the Python program to run (default: cpython.py beside this file)
//
// The Python program is run as it is: it reads cases on standard input and writes
// outcomes on standard output, and both are this process's own.  A Python that was
// compiled to WebAssembly lacks two functions that the program uses where they
// exist, so that they are stood in for here:
//
//   time.tzset        does nothing: the time zone is UTC from the start;
//   signal.setitimer  ITIMER_REAL, once, to a twentieth of a second: the main
//                     thread watches the deadline and sends SIGALRM.
//
// Python runs in a thread of its own, with a stack deep enough for its recursion
// limit: on Node's own it would die where CPython raises RecursionError.
//
// Node 20 or later.  Exit codes: 0 at end of input, 1 when the interpreter fails,
// 2 for wrong usage.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isMainThread, Worker, workerData } from "node:worker_threads";

const SIGALRM = 14;
const WATCH_INTERVAL_MS = 50;
const STACK_MB = 64;

const usage = "usage: node pyodide.mjs --package DIR [--subject FILE]";

function parseArguments(args) {
  const options = {
    "--subject": fileURLToPath(new URL("cpython.py", import.meta.url)),
  };
  for (let i = 0; i < args.length; i += 2) {
    if (!["--package", "--subject"].includes(args[i]) || i + 1 === args.length) {
      throw new Error(`unexpected argument: ${args[i]}`);
    }
    options[args[i]] = args[i + 1];
  }
  if (!options["--package"]) {
    throw new Error("--package is missing");
  }
  return options;
}

// Standard input and output may be set to non-blocking by whoever holds the other
// end.  Waits a moment and tries again then, so that Python sees blocking streams.
function blocking(transfer) {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      return transfer();
    } catch (error) {
      if (error.code !== "EAGAIN") {
        throw error;
      }
      Atomics.wait(never, 0, 0, 1);
    }
  }
}

const STAND_INS = `
def install(set_deadline):
    import signal
    import time

    def setitimer(which, seconds, interval=0.0):
        if which != signal.ITIMER_REAL or interval:
            raise NotImplementedError("only one shot of ITIMER_REAL")
        set_deadline(seconds)
        return 0.0, 0.0

    signal.ITIMER_REAL = 0
    signal.setitimer = setitimer
    time.tzset = lambda: None

install
`;

async function loadInterpreter(directory) {
  const loader = path.resolve(directory, "pyodide.mjs");
  const { loadPyodide } = await import(pathToFileURL(loader));
  const pyodide = await loadPyodide({
    indexURL: path.resolve(directory) + path.sep,
    env: { TZ: "UTC", HOME: "/", PYTHONHASHSEED: "0" },
    stdout: (text) => console.error(text), // the loader's own messages: never among the answers
    stderr: (text) => console.error(text),
  });
  pyodide.setStdin({ read: (buffer) => blocking(() => fs.readSync(0, buffer)) });
  pyodide.setStdout({ write: (buffer) => blocking(() => fs.writeSync(1, buffer)) });
  pyodide.setStderr({ write: (buffer) => blocking(() => fs.writeSync(2, buffer)) });
  return pyodide;
}

// In the Python thread: runs the program to the end of its input.
async function runPython({ options, deadline, signals }) {
  const program = fs.readFileSync(options["--subject"], "utf8");
  const pyodide = await loadInterpreter(options["--package"]);
  pyodide.setInterruptBuffer(signals);
  const install = pyodide.runPython(STAND_INS, { globals: pyodide.toPy({}) });
  install((seconds) => {
    const due = seconds > 0 ? BigInt(Math.ceil(Date.now() + 1000 * seconds)) : 0n;
    Atomics.store(deadline, 0, due);
  });
  pyodide.runPython(program, { filename: path.basename(options["--subject"]) });
}

// In the main thread: stands in for the kernel's interval timer.
function watch({ deadline, signals }) {
  const due = Atomics.load(deadline, 0);
  // The exchange fails when Python has moved the deadline meanwhile.
  if (due !== 0n && Date.now() >= due && Atomics.compareExchange(deadline, 0, due, 0n) === due) {
    Atomics.store(signals, 0, SIGALRM);
  }
}

function main() {
  let options;
  try {
    options = parseArguments(process.argv.slice(2));
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
  process.env.TZ = "UTC"; // WebAssembly's localtime() asks JavaScript
  const shared = {
    deadline: new BigInt64Array(new SharedArrayBuffer(8)), // ms since the epoch; 0: none
    signals: new Uint8Array(new SharedArrayBuffer(1)),
  };
  const python = new Worker(fileURLToPath(import.meta.url), {
    workerData: { options, ...shared },
    resourceLimits: { stackSizeMb: STACK_MB },
  });
  setInterval(watch, WATCH_INTERVAL_MS, shared);
  python.on("error", (error) => {
    console.error(`pyodide.mjs: ${error.message}`);
    process.exit(1);
  });
  python.on("exit", (code) => process.exit(code));
}

if (isMainThread) {
  main();
} else {
  await runPython(workerData);
  process.exit(0);
}
