// The working part of an HTML report.  Cases are packed, area by area, in elements that
// report_data.cc fills; nothing is unpacked before somebody looks at it.
'use strict';
(() => {
  const PAGE = 100;  // list entries made at a time
  const WHOLE = 1500;  // a text of more characters is cut
  const HEAD = 600;
  const AROUND = 200;
  const facts = JSON.parse(document.getElementById('facts').textContent);
  const {profiles, verdicts} = facts;
  const subjectName = facts.foreign ? 'subject' : 'reference';
  const KINDS = {agree: 'ok', differ: 'bad', 'listed difference': 'listed', vanished: 'bad',
    unsupported: 'warn', error: 'bad', crashed: 'bad', 'timed out': 'bad',
    'protocol error': 'bad', 'not recorded': 'none', 'not run': 'none'};
  const RFC_VERDICTS = ['met', 'not met', 'not applicable'];
  const RFC_KINDS = ['ok', 'warn', 'none'];
  const verdictOf = (letter) => verdicts[letter.charCodeAt(0) - 97];

  // h('p', {class: 'x'}, 'text', element): an element.
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, '');
      else if (value !== false && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== ''));
    return element;
  }

  // -- what is packed --

  const opened = new Map();
  function unpack(name) {
    if (!opened.has(name)) opened.set(name, inflate(document.getElementById(name).textContent));
    return opened.get(name);
  }
  async function inflate(base64) {
    if (typeof DecompressionStream === 'undefined')
      throw new Error('This browser cannot unpack the cases: it has no DecompressionStream ' +
        '(Chromium has it since 80, Safari since 16.4, Firefox since 113).');
    const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
    return JSON.parse(await new Response(stream).text());
  }

  // Every case without its answers: {id, about, refs, letters, area, chunk, place}.
  let indexed;
  function index() {
    indexed = indexed || unpack('index').then((areas) => {
      const all = {cases: [], areas: [], byId: new Map()};
      areas.forEach(([area, cases], chunk) => {
        all.areas.push(area);
        cases.forEach(([id, about, refs, letters], place) => {
          const one = {id, about, refs, letters, area, chunk, place};
          all.cases.push(one);
          all.byId.set(id, one);
        });
      });
      return all;
    });
    return indexed;
  }
  const whole = async (one) => (await unpack('area-' + one.chunk))[one.place];

  // -- bytes and texts, in Python's notation --

  const NAMED = {'\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', '\'': '\\\''};
  const ESCAPED = /[^ -&(-[\]-~]/g;  // all but printable ASCII without ' and \
  function escapeOf(c) {
    if (NAMED[c]) return NAMED[c];
    const code = c.charCodeAt(0);
    return code < 256 ? '\\x' + code.toString(16).padStart(2, '0')
      : '\\u' + code.toString(16).padStart(4, '0');
  }
  const escaped = (text) => text.replace(ESCAPED, escapeOf);

  // The text in nodes: escapes are set apart, and a line end begins a new line.
  function nodesOf(text) {
    const nodes = [];
    let from = 0;
    for (const match of text.matchAll(/(?:[^ -&(-[\]-~])+/g)) {
      if (match.index > from) nodes.push(text.slice(from, match.index));
      const parts = match[0].split('\n');
      parts.forEach((part, i) => {
        const last = i === parts.length - 1;
        const shown = escaped(part) + (last ? '' : '\\n');
        if (shown) nodes.push(h('i', {class: 'e'}, shown));
        const end = match.index + match[0].length === text.length;
        if (!last && !(end && i === parts.length - 2 && parts[i + 1] === '')) nodes.push('\n');
      });
      from = match.index + match[0].length;
    }
    if (from < text.length) nodes.push(text.slice(from));
    return nodes;
  }

  // Of a long text its ends are shown, and what is around the mark; a button shows the rest.
  function textNodes(text, mark) {
    const size = text.length;
    const [start, end] = mark || [size, size];
    const build = (first, last) => {
      const part = (a, b) => nodesOf(text.slice(Math.max(a, first), Math.min(b, last)));
      if (!mark || end < first || start > last) return part(0, size);
      return [...part(0, start),
        h('mark', {'aria-label': 'differs'}, part(start, Math.max(start, end))),
        ...part(end, size)];
    };
    if (size <= WHOLE) return build(0, size);
    const shown = [[0, HEAD], [start - AROUND, start + 2 * AROUND], [size - AROUND, size]];
    const holder = h('span', {});
    const all = () => holder.replaceChildren(...build(0, size));
    let at = 0;
    for (const [first, last] of shown) {
      const from = Math.max(at, first);
      const to = Math.min(size, last);
      if (to <= from) continue;
      if (from > at)
        holder.append('\n', h('button', {type: 'button', onclick: all},
          `… ${(from - at).toLocaleString('en')} characters …`), '\n');
      holder.append(...build(from, to));
      at = to;
    }
    return [holder];
  }

  // -- an outcome as rows: [field, kind, text]; kinds: b bytes, s str, v anything else --

  function cell(value, kind) {
    if (typeof value === 'string') return [kind, value];
    return ['v', value === null || value === undefined ? 'null' : JSON.stringify(value)];
  }
  function rowsOf(outcome) {
    const rows = [];
    const add = (field, value, kind = 's') => rows.push([field, ...cell(value, kind)]);
    outcome.requests.forEach((request, i) => {
      const at = `requests[${i}].`;
      for (const name of ['requestline', 'command', 'path', 'request_version', 'close_connection'])
        add(at + name, request[name]);
      if (Array.isArray(request.headers) && request.headers.length)
        request.headers.forEach((header, j) => add(`${at}headers[${j}]`, header));
      else add(at + 'headers', request.headers);
      // Three ways to have none are the same (same_defects in comparison.h).
      const none = !request.defects || !request.defects.length ||
        (request.defects.length === 1 && request.defects[0] === '<AttributeError>');
      add(at + 'defects', none ? [] : request.defects);
      add(at + 'rfile_pos', request.rfile_pos);
    });
    outcome.writes.forEach((write, i) => add(`writes[${i}]`, write, 'b'));
    add('flushes', outcome.flushes);
    add('log', outcome.log);
    const raised = (one) => one && `${one.type}: ${one.message}`;
    add('exception', raised(outcome.exception));
    (outcome.caught || []).forEach((one, i) => add(`caught[${i}]`, raised(one)));
    add('rfile_pos', outcome.rfile_pos);
    add('pending', outcome.pending, 'b');
    add('close_connection', outcome.close_connection);
    return rows;
  }

  // [field, left row or null, right row or null], in the order of both.
  function aligned(left, right) {
    const out = left.map((row) => [row[0], row, null]);
    const places = new Map(out.map((entry, i) => [entry[0], i]));
    let after = -1;
    for (const row of right) {
      if (places.has(row[0])) {
        after = places.get(row[0]);
        out[after][2] = row;
      } else {
        out.splice(++after, 0, [row[0], null, row]);
        out.forEach((entry, i) => places.set(entry[0], i));
      }
    }
    return out;
  }

  // Where two texts part: [start, end of the left, end of the right].
  function parting(a, b) {
    const least = Math.min(a.length, b.length);
    let start = 0;
    while (start < least && a[start] === b[start]) ++start;
    let tail = 0;
    while (tail < least - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) ++tail;
    return [start, a.length - tail, b.length - tail];
  }
  function valueNodes(row, mark) {
    if (!row) return [h('span', {class: 'q'}, 'nothing')];
    const [, kind, text] = row;
    if (kind === 'v') return textNodes(text, mark);
    return [h('span', {class: 'q'}, kind === 'b' ? 'b\'' : '\''), ...textNodes(text, mark),
      h('span', {class: 'q'}, '\'')];
  }
  const sameRow = (a, b) => a && b && a[1] === b[1] && a[2] === b[2];

  // Two answers side by side.
  function comparison(expected, answer, names) {
    let first = true;
    const body = aligned(rowsOf(expected), rowsOf(answer)).map(([field, left, right]) => {
      if (sameRow(left, right))
        return h('tr', {}, h('th', {scope: 'row'}, field), h('td', {colspan: 2}, valueNodes(left)));
      const [start, endLeft, endRight] =
        left && right && left[1] === right[1] ? parting(left[2], right[2]) : [0, Infinity, Infinity];
      const label = first ? h('span', {class: 'first'}, 'first difference') : '';
      first = false;
      const side = (row, end, who) => h('td', {'data-who': who},
        valueNodes(row, row && [start, Math.min(end, row[2].length)]));
      return h('tr', {class: 'differs'}, h('th', {scope: 'row'}, field, label),
        side(left, endLeft, names[0]), side(right, endRight, names[1]));
    });
    return h('table', {class: 'answers'},
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'field'),
        ...names.map((name) => h('th', {scope: 'col'}, name)))),
      h('tbody', {}, body));
  }
  // One answer; what is not as in `before` is set apart.
  function single(outcome, before) {
    const old = new Map(before ? rowsOf(before).map((row) => [row[0], row]) : []);
    const body = rowsOf(outcome).map((row) => {
      const changed = before && !sameRow(old.get(row[0]), row);
      return h('tr', {class: changed ? 'changed' : null}, h('th', {scope: 'row'}, row[0]),
        h('td', {}, valueNodes(row)));
    });
    return h('table', {class: 'answers'}, h('tbody', {}, body));
  }

  // -- one case --

  // Neighbours as "3.6.15 to 3.9.18".
  function span(places) {
    const runs = [];
    for (const p of places) {
      const last = runs[runs.length - 1];
      if (last && last[1] === p - 1) last[1] = p;
      else runs.push([p, p]);
    }
    return runs.map(([a, b]) => a === b ? profiles[a] : `${profiles[a]} to ${profiles[b]}`)
      .join(', ');
  }
  const badge = (text, kind) => h('span', {class: 'badge ' + kind}, text);
  function strip(kinds, words, here) {
    const groups = new Map();
    words.forEach((word, i) => groups.set(word, [...(groups.get(word) || []), i]));
    const label = [...groups].map(([word, places]) => `${word}: ${span(places)}`).join('; ');
    return h('span', {class: 'strip', role: 'img', 'aria-label': label, title: label},
      kinds.map((kind, i) => h('i', {class: kind + (i === here ? ' here' : '')})));
  }
  function reference(text) {
    const targets = [
      [/^rfc(\d+):([\dA-Z.]+)$/, (m) =>
        `https://www.rfc-editor.org/rfc/rfc${m[1]}#${/^\d/.test(m[2]) ? 'section' : 'appendix'}-${m[2]}`],
      [/^cpython:gh-(\d+)$/, (m) => `https://github.com/python/cpython/issues/${m[1]}`],
      [/^cpython:bpo-(\d+)$/, (m) => `https://bugs.python.org/issue${m[1]}`],
    ];
    for (const [pattern, address] of targets) {
      const match = pattern.exec(text);
      if (match) return h('li', {}, h('a', {href: address(match), rel: 'noreferrer'}, text));
    }
    return h('li', {}, text);
  }
  function command(text) {
    const button = h('button', {type: 'button', onclick: async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'copied';
      } catch {
        getSelection().selectAllChildren(button.previousSibling);
        button.textContent = 'selected';
      }
    }}, 'copy');
    return h('div', {class: 'command'}, h('code', {}, text), button);
  }
  const quoted = (word) => /^[\w./:=+@%,-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;

  // Groups of profiles with the same expectation and the same result.
  function pairs(entry) {
    const out = [];
    for (const result of entry.results) {
      const left = new Set(result.profiles);
      for (const [places, outcome] of entry.expected) {
        const both = places.filter((p) => left.has(p));
        both.forEach((p) => left.delete(p));
        if (both.length) out.push({places: both, expected: outcome, result});
      }
      if (left.size) out.push({places: [...left], expected: null, result});
    }
    return out;
  }
  function pairElement(pair, before, open) {
    const {result, places, expected} = pair;
    const verdict = verdicts[result.verdict];
    const kind = KINDS[verdict];
    const parts = [h('summary', {}, h('b', {}, span(places)), badge(verdict, kind))];
    if (result.why) parts.push(h('div', {class: 'why'}, result.why));
    if (expected && result.answer)
      parts.push(comparison(expected, result.answer, ['CPython', subjectName]));
    else if (expected && kind !== 'ok')
      parts.push(h('div', {class: 'why q'}, 'What CPython did:'), single(expected, before));
    else if (expected) parts.push(single(expected, before));
    return h('details', {class: 'pair', open}, parts);
  }
  function settings(one) {
    const rows = Object.entries(one)
      .filter(([key]) => !['id', 'rfile', 'about', 'refs', 'program'].includes(key))
      .map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
    for (const [method, actions] of Object.entries(one.program || {})) {
      rows.push(method === 'handle_expect_100' ? 'def handle_expect_100:' : `def do_${method}:`);
      const lines = (list, indent) => list.forEach(([name, ...args]) => {
        if (name === 'try') {
          rows.push(indent + 'try:');
          lines(args[0], indent + '    ');
        } else {
          rows.push(indent + name + '(' + args.map((arg) => JSON.stringify(arg)).join(', ') + ')');
        }
      });
      lines(actions, '    ');
    }
    // JSON has escaped the control characters already.
    return rows.join('\n').replace(/[^ -~\n]/g, (c) =>
      '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
  }
  async function caseBody(one, profile) {
    const entry = await whole(one);
    const all = pairs(entry);
    // What is red comes first, then the version that was asked for.
    const weight = (pair) => (KINDS[verdicts[pair.result.verdict]] === 'ok' ? 2 : 0) +
      (profile >= 0 && !pair.places.includes(profile) ? 1 : 0);
    all.sort((a, b) => weight(a) - weight(b));
    const body = h('div', {class: 'body'});
    if (one.refs.length) body.append(h('ul', {class: 'refs'}, one.refs.map(reference)));
    body.append(h('h3', {}, 'Input ', h('span', {class: 'size'}, `${entry.case.rfile.length} bytes`)));
    body.append(h('pre', {class: 'bytes'}, entry.case.rfile ? textNodes(entry.case.rfile) : 'nothing'));
    const handler = settings(entry.case);
    if (handler) body.append(handlerElement(handler));
    body.append(h('h3', {}, 'Answers'));
    all.forEach((pair, i) => body.append(pairElement(pair, i ? all[i - 1].expected : null, i === 0)));
    const findings = (await unpack('findings')).filter((finding) => finding.cases.includes(one.id));
    if (findings.length)
      body.append(h('h3', {}, 'RFC findings'), h('ul', {class: 'findings'}, findings.map(findingItem)));
    const shown = profile >= 0 ? profile : all.length ? all[0].places[0] : 0;
    body.append(h('h3', {}, 'Run it'),
      command(`basehttp show ${quoted(one.id)} --profile ${profiles[shown]}${facts.rerun}`));
    return body;
  }
  function handlerElement(text) {
    const lines = text.split('\n').length;
    return h('details', {class: 'fold', open: lines <= 8},
      h('summary', {}, h('h3', {}, 'Handler ', h('span', {class: 'size'}, `${lines} lines`))),
      h('pre', {class: 'bytes'}, text));
  }
  function caseItem(one, profile, open) {
    const words = [...one.letters].map(verdictOf);
    const item = h('details', {class: 'item', 'data-case': one.id},
      h('summary', {}, h('span', {class: 'name'}, one.id),
        one.about ? h('span', {class: 'about'}, one.about) : '',
        strip(words.map((word) => KINDS[word]), words, profile)));
    item.addEventListener('toggle', () => {
      if (!item.open || item.dataset.filled) return;
      item.dataset.filled = 'yes';
      caseBody(one, profile).then((body) => item.append(body)).catch((error) => fail(item, error));
    });
    if (open) item.open = true;
    return item;
  }
  function fail(where, error) {
    where.append(h('p', {class: 'notice'}, error.message));
  }

  // -- views --

  // Entries in pieces, the next one when the end comes near.
  function fill(list, items, make) {
    list.replaceChildren();
    let made = 0;
    const more = h('button', {type: 'button', class: 'more', onclick: () => next()});
    const watch = new IntersectionObserver((seen) => seen[0].isIntersecting && next(),
      {rootMargin: '600px'});
    list.watch?.disconnect();
    list.watch = watch;
    function next() {
      more.remove();
      list.append(...items.slice(made, made + PAGE).map(make));
      made = Math.min(items.length, made + PAGE);
      if (made === items.length) return watch.disconnect();
      more.textContent = `${items.length - made} more`;
      list.append(more);
      watch.unobserve(more);
      watch.observe(more);
    }
    next();
  }
  const select = (name, label, options) => h('select', {name, 'aria-label': label},
    options.map(([value, text]) => h('option', {value}, text)));
  function setForm(form, parameters) {
    for (const control of form.elements) {
      if (control.type === 'checkbox') control.checked = parameters.get(control.name) === '1';
      else control.value = parameters.get(control.name) || '';
      if (control.tagName === 'SELECT' && control.selectedIndex < 0) control.value = '';
    }
  }
  function formParameters(form) {
    const parameters = new URLSearchParams();
    for (const control of form.elements) {
      const value = control.type === 'checkbox' ? (control.checked ? '1' : '') : control.value;
      if (value) parameters.set(control.name, value);
    }
    return parameters;
  }
  // The address follows the filters, without an entry in the history for each letter.
  function follow(form, view, show) {
    let waiting;
    form.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const parameters = formParameters(form);
        const query = parameters.toString();
        history.replaceState(null, '', '#/' + view + (query ? '?' + query : ''));
        show(parameters);
      }, 120);
    });
    form.addEventListener('submit', (event) => event.preventDefault());
  }

  const haystacks = new Map();
  async function haystack(one) {
    if (!haystacks.has(one)) {
      const entry = await whole(one);
      const outcomes = [...entry.expected.map(([, outcome]) => outcome),
        ...entry.results.map((result) => result.answer).filter(Boolean)];
      haystacks.set(one, [entry.case.rfile, ...outcomes.flatMap((o) => [...o.writes, o.log])]
        .map(escaped).join('\n').toLowerCase());
    }
    return haystacks.get(one);
  }
  async function matching(cases, parameters) {
    const area = parameters.get('area');
    const profile = profiles.indexOf(parameters.get('profile') || '');
    const wanted = parameters.get('verdict');
    const words = (parameters.get('q') || '').toLowerCase().split(/\s+/).filter(Boolean);
    const deep = parameters.get('bytes') === '1';
    const fits = (letter) => wanted === 'not agree' ? verdictOf(letter) !== 'agree' &&
      verdictOf(letter) !== 'not recorded' : verdictOf(letter) === wanted;
    const out = [];
    for (const one of cases) {
      if (area && one.area !== area) continue;
      if (wanted && !(profile >= 0 ? fits(one.letters[profile]) : [...one.letters].some(fits))) continue;
      if (words.length) {
        const name = `${one.id} ${one.about} ${one.refs.join(' ')}`.toLowerCase();
        const missing = words.filter((word) => !name.includes(word));
        if (missing.length) {
          if (!deep) continue;
          const text = await haystack(one);
          if (!missing.every((word) => text.includes(word))) continue;
        }
      }
      out.push(one);
    }
    return out;
  }

  const views = {matrix: document.getElementById('matrix'), cases: document.getElementById('cases'),
    rfc: document.getElementById('rfc')};
  let caseView;
  async function casesShell() {
    if (caseView) return caseView;
    const {areas, cases} = await index();
    const present = verdicts.filter((name, i) =>
      cases.some((one) => one.letters.includes(String.fromCharCode(97 + i))));
    const form = h('form', {class: 'filters', role: 'search'},
      h('input', {type: 'search', name: 'q', placeholder: 'Search ids, descriptions, references   /',
        'aria-label': 'Search'}),
      select('area', 'Area', [['', 'every area'], ...areas.map((area) => [area, area])]),
      select('profile', 'CPython', [['', 'every CPython'], ...profiles.map((one) => [one, one])]),
      select('verdict', 'Verdict', [['', 'every verdict'], ['not agree', 'does not agree'],
        ...present.map((one) => [one, one])]),
      h('label', {title: 'Search in what was sent and answered too, in Python\'s notation'},
        h('input', {type: 'checkbox', name: 'bytes'}), 'in bytes too'));
    const count = h('p', {class: 'count', role: 'status'});
    const list = h('div', {class: 'list'});
    views.cases.append(h('h1', {}, 'Cases'), form, count, list);
    let latest = 0;
    const show = async (parameters, open) => {
      const mine = ++latest;
      if (parameters.get('bytes') === '1') count.textContent = 'searching …';
      const found = await matching(cases, parameters);
      if (mine !== latest) return;
      const profile = profiles.indexOf(parameters.get('profile') || '');
      const all = cases.length.toLocaleString('en');
      count.textContent = found.length === cases.length ? `${all} cases`
        : `${found.length.toLocaleString('en')} of ${all} cases`;
      fill(list, found, (one) => caseItem(one, profile, open || found.length === 1));
    };
    follow(form, 'cases', show);
    caseView = {form, show, list, count};
    return caseView;
  }
  async function showCases(parameters) {
    const view = await casesShell();
    setForm(view.form, parameters);
    await view.show(parameters);
  }
  async function showCase(id, parameters) {
    const view = await casesShell();
    setForm(view.form, new URLSearchParams());
    const one = (await index()).byId.get(id);
    view.count.replaceChildren(one ? 'one case, of ' : `no case has the id ${id}; `,
      h('a', {href: '#/cases'}, one ? 'all' : 'all cases'));
    fill(view.list, one ? [one] : [], (each) =>
      caseItem(each, profiles.indexOf(parameters.get('profile') || ''), true));
  }

  // -- RFC findings --

  const rfcLetters = (finding, side) => finding[side].map((one) => one ? one[0] : 2);
  const rfcWords = (letters) => letters.map((v) => RFC_VERDICTS[v]);
  const rfcStrip = (letters) => strip(letters.map((v) => RFC_KINDS[v]), rfcWords(letters), -1);
  function findingItem(finding) {
    return h('li', {}, h('a', {href: '#/rfc/' + encodeURIComponent(finding.id)}, finding.id),
      h('span', {class: 'level'}, finding.level), rfcStrip(rfcLetters(finding, 'cpython')),
      h('p', {}, finding.requirement));
  }
  // By what was seen, the versions.
  function seen(side) {
    const groups = new Map();
    side.forEach((one, p) => {
      const key = one ? `${one[0]} ${one[1]}` : 'x';
      if (!groups.has(key)) groups.set(key, {one, places: []});
      groups.get(key).places.push(p);
    });
    return h('ul', {class: 'findings'}, [...groups.values()].map(({one, places}) => h('li', {},
      one ? badge(RFC_VERDICTS[one[0]], RFC_KINDS[one[0]]) : badge('not run', 'none'),
      h('b', {}, span(places)), one ? h('p', {}, one[1]) : '')));
  }
  const sameFindings = (finding) => finding.subject.every((one, p) =>
    one && one[0] === finding.cpython[p][0] && one[1] === finding.cpython[p][1]);
  function requirementItem(finding, open) {
    const letters = rfcLetters(finding, 'cpython');
    const item = h('details', {class: 'item', 'data-requirement': finding.id},
      h('summary', {}, h('span', {class: 'name'}, finding.id + ' ',
        h('span', {class: 'level'}, finding.level)),
      h('span', {class: 'about'}, finding.requirement), rfcStrip(letters)));
    item.addEventListener('toggle', () => {
      if (!item.open || item.dataset.filled) return;
      item.dataset.filled = 'yes';
      const same = sameFindings(finding);
      item.append(h('div', {class: 'body'},
        h('ul', {class: 'refs'}, finding.sections.map(reference)),
        h('p', {}, finding.finding),
        h('h3', {}, same ? `CPython and the ${subjectName}` : 'CPython'), seen(finding.cpython),
        same ? '' : h('h3', {}, 'The ' + subjectName), same ? '' : seen(finding.subject),
        h('h3', {}, 'Decided by'),
        h('ul', {class: 'findings'}, finding.cases.map((id) => h('li', {},
          h('a', {class: 'mono', href: '#/case/' + encodeURIComponent(id)}, id))))));
    });
    if (open) item.open = true;
    return item;
  }
  // Requirements by level and version: how many are met, of those that apply.
  function levels(findings) {
    const names = facts.levels.filter((name) => findings.some((one) => one.level === name));
    const row = (name, rows) => h('tr', {}, h('th', {scope: 'row'}, name),
      profiles.map((_, p) => {
        const met = rows.filter((one) => one.cpython[p][0] === 0).length;
        const missed = rows.filter((one) => one.cpython[p][0] === 1).length;
        return h('td', {class: missed ? 'warn' : met ? 'ok' : 'none'}, `${met} / ${met + missed}`);
      }));
    return h('div', {class: 'scroll'}, h('table', {class: 'matrix levels'},
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'met / asked'),
        profiles.map((one) => h('th', {scope: 'col'}, one)))),
      h('tbody', {}, names.map((name) => row(name, findings.filter((one) => one.level === name)))),
      h('tfoot', {}, row('total', findings))));
  }
  let rfcView;
  async function rfcShell() {
    if (rfcView) return rfcView;
    const findings = await unpack('findings');
    views.rfc.append(h('h1', {}, 'RFC findings'));
    if (!findings.length) {
      views.rfc.append(h('p', {}, 'The corpus of this run names no requirements.'));
      rfcView = {form: h('form'), show: () => {}};
      return rfcView;
    }
    views.rfc.append(h('p', {class: 'count'}, 'What RFC 9110, 9112 and older ask, and whether each ' +
      'CPython does it: a second yardstick. What is not met is a finding about the protocol, ' +
      'no failure of the subject.'), levels(findings));
    const form = h('form', {class: 'filters', role: 'search', style: 'margin-top:1.2rem'},
      h('input', {type: 'search', name: 'q', placeholder: 'Search requirements   /',
        'aria-label': 'Search'}),
      select('level', 'Level', [['', 'every level'],
        ...facts.levels.map((one) => [one, one])]),
      select('verdict', 'Verdict', [['', 'every verdict'], ...RFC_VERDICTS.map((one) => [one, one]),
        ['changed', 'changed between versions'],
        ...(facts.foreign ? [['subject', 'not the same for the subject']] : [])]));
    const count = h('p', {class: 'count', role: 'status'});
    const list = h('div', {class: 'list'});
    views.rfc.append(form, count, list);
    const show = (parameters, id) => {
      const words = (parameters.get('q') || '').toLowerCase().split(/\s+/).filter(Boolean);
      const level = parameters.get('level');
      const verdict = parameters.get('verdict');
      const found = findings.filter((one) => {
        const letters = rfcLetters(one, 'cpython');
        if (id) return one.id === id;
        if (level && one.level !== level) return false;
        if (verdict === 'changed' && letters.every((v) => v === letters[0])) return false;
        if (verdict === 'subject' && sameFindings(one)) return false;
        const place = RFC_VERDICTS.indexOf(verdict);
        if (place >= 0 && !letters.includes(place)) return false;
        const text = `${one.id} ${one.level} ${one.requirement} ${one.finding}`.toLowerCase();
        return words.every((word) => text.includes(word));
      });
      count.textContent = `${found.length} of ${findings.length} requirements`;
      fill(list, found, (one) => requirementItem(one, found.length === 1));
    };
    follow(form, 'rfc', show);
    rfcView = {form, show};
    return rfcView;
  }
  async function showRfc(parameters, id) {
    const view = await rfcShell();
    setForm(view.form, parameters);
    view.show(parameters, id);
  }

  // -- addresses --

  function route() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
    const parameters = new URLSearchParams(query || '');
    const [view, ...rest] = path.split('/');
    let name;
    try {
      name = decodeURIComponent(rest.join('/'));
    } catch {
      name = rest.join('/');
    }
    const shown = view === 'cases' || view === 'case' ? 'cases' : view === 'rfc' ? 'rfc' : 'matrix';
    for (const [each, section] of Object.entries(views)) section.hidden = each !== shown;
    const links = document.querySelectorAll('.views a');
    ['matrix', 'cases', 'rfc'].forEach((each, i) => {
      if (each === shown) links[i].setAttribute('aria-current', 'page');
      else links[i].removeAttribute('aria-current');
    });
    const work = view === 'case' ? showCase(name, parameters)
      : shown === 'cases' ? showCases(parameters)
        : shown === 'rfc' ? showRfc(parameters, name) : Promise.resolve();
    work.catch((error) => fail(views[shown], error));
    scrollTo(0, 0);
  }
  addEventListener('hashchange', route);

  // -- keys: / searches; in the matrix one cell takes part in tabbing, arrows go to the others --

  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    if (views.rfc.hidden && views.cases.hidden) location.hash = '#/cases';
    const view = views.rfc.hidden ? views.cases : views.rfc;
    setTimeout(() => view.querySelector('input[type=search]')?.focus(), 60);
  });
  const table = document.querySelector('#matrix .matrix');
  const cellLink = (row, column) => table.rows[row]?.cells[column]?.querySelector('a');
  table.querySelectorAll('a').forEach((link) => { link.tabIndex = -1; });
  const firstLink = cellLink(1, 0);
  if (firstLink) firstLink.tabIndex = 0;
  table.addEventListener('keydown', (event) => {
    const steps = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]};
    const step = steps[event.key];
    const at = event.target.closest('td, th');
    if (!step || !at) return;
    const link = cellLink(at.parentNode.rowIndex + step[0], at.cellIndex + step[1]);
    if (!link) return;
    event.preventDefault();
    link.focus();
  });
  table.addEventListener('focusin', (event) => {
    table.querySelectorAll('a[tabindex="0"]').forEach((link) => { link.tabIndex = -1; });
    event.target.tabIndex = 0;
  });

  // A search needs the index; it is unpacked while nothing else is to do.
  if (location.hash.length > 2) route();
  else (window.requestIdleCallback || setTimeout)(() => index().catch(() => {}));
})();
