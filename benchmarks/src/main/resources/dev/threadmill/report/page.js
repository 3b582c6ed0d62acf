'use strict';
// Makes the still pictures live as they come into view, and follows the paper that is asked for.
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

  async function draw(figure) {
    const colours = theme[isDark() ? 'dark' : 'light'];
    const spec = coloured(charts[figure.dataset.chart], colours);
    spec.datasets = Object.fromEntries([...namedIn(spec)].map(name => [name, rowsOf(tables[name])]));
    views.get(figure)?.finalize();
    const result = await vegaEmbed(figure.querySelector('.live'), spec, {
      actions: false, renderer: 'svg', config: coloured(theme.config, colours),
      tooltip: {theme: isDark() ? 'dark' : 'light'},
    });
    views.set(figure, result);
    figure.classList.add('drawn');
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
  redraw();

  const watch = new IntersectionObserver(entries => {
    for (const {isIntersecting, target} of entries) {
      if (isIntersecting) {
        watch.unobserve(target);
        draw(target);
      }
    }
  }, {rootMargin: '400px'});
  document.querySelectorAll('figure[data-chart]').forEach(figure => watch.observe(figure));
})();
