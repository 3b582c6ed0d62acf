'use strict';
// Makes the still pictures live as they come into view, and follows the paper that is asked for.
// Where no V8 drew the still ones, it draws them first.
(() => {
  const page = document.documentElement;
  const button = document.getElementById('paper');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const {theme, charts, tables} = JSON.parse(document.getElementById('rows').textContent);
  const views = new Map();
  const isDark = () => (page.dataset.paper ? page.dataset.paper === 'dark' : system.matches);

  // The file itself says $ink; here that becomes the colour of the paper in use.
  const coloured = (node, colours) =>
    typeof node === 'string' ? (node.startsWith('$') ? colours[node.slice(1)] : node)
      : Array.isArray(node) ? node.map(element => coloured(element, colours))
        : node && typeof node === 'object'
          ? Object.fromEntries(Object.entries(node).map(([k, v]) => [k, coloured(v, colours)]))
          : node;

  const rowsOf = columns => {
    const names = Object.keys(columns);
    return columns[names[0]].map((_, i) => Object.fromEntries(names.map(n => [n, columns[n][i]])));
  };

  const namedIn = (node, found = new Set()) => {
    if (node && typeof node === 'object') {
      if (node.data && node.data.name) found.add(node.data.name);
      Object.values(node).forEach(child => namedIn(child, found));
    }
    return found;
  };

  // A chart's selection "hidden" holds the series that were clicked away. Vega-Lite fades the
  // entries of a legend that are not selected; here those fade that are.
  const hiding = spec => {
    const parts = (spec.legends ?? []).flatMap(legend => Object.values(legend.encode ?? {}));
    for (const {update} of parts) {
      const [selected] = Array.isArray(update?.opacity) ? update.opacity : [];
      if (selected?.test?.includes('"hidden_store"')) {
        const test = `length(data("hidden_store")) && ${selected.test}`;
        update.opacity = [{test, value: 0.35}, {value: 1}];
      }
    }
    (spec.marks ?? []).forEach(hiding);
    return spec;
  };

  // The legend once more as buttons, for those who cannot click into a picture.
  const offerSeries = (figure, result, wereHidden) => {
    const hides = result.vgSpec.data.some(({name}) => name === 'hidden_store');
    const labels = () =>
      hides ? [...figure.querySelectorAll('.live [class*="_legend_labels"] text')] : [];
    const toggles = new Map(labels().map((label, i) => {
      const toggle = document.createElement('button');
      toggle.type = 'button';
      toggle.textContent = label.textContent;
      toggle.addEventListener('click', () =>
        labels()[i].dispatchEvent(new MouseEvent('click', {bubbles: true})));
      return [label.__data__.datum.value, toggle];
    }));
    const group = figure.querySelector('.series');
    group.hidden = toggles.size === 0;
    group.replaceChildren(...toggles.values());
    const show = hidden =>
      toggles.forEach((toggle, value) => toggle.setAttribute('aria-pressed', !hidden.has(value)));
    show(new Set());
    if (toggles.size > 0) {
      result.view.addDataListener('hidden_store', (_, rows) => {
        const hidden = new Set(rows.flatMap(row => row.values));
        views.get(figure).hidden = hidden;
        show(hidden);
      });
      wereHidden.forEach(value => toggles.get(value)?.click());
    }
  };

  // Where V8 drew the still picture of the same file, a warning was an error.
  const logger = globalThis.vega?.logger(vega.Error);
  const compiled = (figure, paper) => {
    const spec = coloured(charts[figure.dataset.chart], theme[paper]);
    const names = [...namedIn(spec)];
    spec.datasets = Object.fromEntries(names.map(name => [name, rowsOf(tables[name])]));
    const config = coloured(theme.config, theme[paper]);
    return {names, spec: vegaLite.compile(spec, {config, logger}).spec};
  };

  // The still picture, which printers get, with variables for colours; shades stay light.
  async function drawStill(figure) {
    const {names, spec} = compiled(figure, 'light');
    const view = new vega.View(vega.parse(spec), {renderer: 'none', logger});
    let svg = await view.toSVG();
    const isEmpty = countItems(marksOf(names, spec, []), view.scenegraph().root) === 0;
    view.finalize();
    if (isEmpty) {
      (figure.closest('details') ?? figure).remove();
      return;
    }
    if (!svg.includes('"rgb(')) {
      for (const [name, colour] of Object.entries(theme.light)) {
        svg = svg.replaceAll(`"${colour}"`, `"var(--${name})"`);
      }
    }
    figure.querySelector('.still').innerHTML = svg;
  }

  // What is seen, with its paper and without the series that are hidden.
  async function save(figure, kind) {
    const link = document.createElement('a');
    link.href = await views.get(figure).result.view.toImageURL(kind, kind === 'png' ? 2 : 1);
    link.download = `${figure.dataset.chart}.${kind}`;
    link.click();
  }

  async function draw(figure) {
    const before = views.get(figure);
    before?.result.finalize();
    const {spec} = compiled(figure, isDark() ? 'dark' : 'light');
    const result = await vegaEmbed(figure.querySelector('.live'), spec, {
      actions: false, renderer: 'svg', patch: hiding, tooltip: {theme: isDark() ? 'dark' : 'light'},
    });
    views.set(figure, {result, hidden: new Set()});
    figure.classList.add('drawn');
    figure.querySelector('.save').hidden = false;
    offerSeries(figure, result, before?.hidden ?? new Set());
  }

  const redraw = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Show on light paper' : 'Show on dark paper');
    [...views.keys()].forEach(draw);
  };
  button.addEventListener('click', () => {
    page.dataset.paper = isDark() ? 'light' : 'dark';
    redraw();
  });
  system.addEventListener('change', redraw);
  button.hidden = !theme;
  document.querySelectorAll('.hint').forEach(hint => (hint.hidden = false));
  redraw();

  // A figure by its size, whatever its unit; a text by its letters.
  const units = {ns: 1, 'µs': 1e3, ms: 1e6, s: 1e9, B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30};
  const worth = text => {
    const [, number, unit] = /^(-?[\d.]+)(?: ?(ns|µs|ms|s|(?:[KMG]i)?B)\b)?/.exec(text) ?? [];
    return number === undefined ? text : number * (units[unit] ?? 1);
  };
  const order = (a, b) =>
    typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1;

  document.querySelectorAll('.figures').forEach(figures => {
    const rows = [...figures.querySelectorAll('tbody tr')];
    const filter = document.createElement('input');
    filter.type = 'search';
    filter.placeholder = 'Show rows with these words';
    filter.setAttribute('aria-label', filter.placeholder);
    filter.addEventListener('input', () => {
      const words = filter.value.toLowerCase().split(/\s+/);
      rows.forEach(row => {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
      });
    });
    figures.querySelector('summary').after(filter);
    const heads = [...figures.querySelectorAll('thead th')];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const keyed = rows.map(row => [worth(row.cells[column].textContent), row]);
        keyed.sort(([a], [b]) => (down ? order(b, a) : order(a, b)));
        figures.querySelector('tbody').append(...keyed.map(([, row]) => row));
      });
    });
  });
  const watch = new IntersectionObserver(entries => {
    for (const {isIntersecting, target} of entries) {
      if (isIntersecting) {
        watch.unobserve(target);
        draw(target);
      }
    }
  }, {rootMargin: '400px'});
  document.querySelectorAll('figure[data-chart]').forEach(figure =>
    figure.querySelectorAll('.save button').forEach(({value}, i, buttons) =>
      buttons[i].addEventListener('click', () => save(figure, value))));
  document.querySelectorAll('figure:not([data-undrawn])').forEach(figure => watch.observe(figure));
  // One after the other, and each is watched when it has its height: else all would be in view.
  (async () => {
    for (const figure of document.querySelectorAll('figure[data-undrawn]')) {
      try {
        await drawStill(figure);
        watch.observe(figure);
      } catch (failure) {
        figure.replaceChildren(`${figure.dataset.chart}: ${failure.message}`);
      }
      await new Promise(done => setTimeout(done));
    }
  })();
})();
