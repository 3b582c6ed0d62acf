// What Vega expects of a browser and V8 alone does not have. Runs before Vega is loaded.

// Widths of the characters from space to tilde, in thousandths of the font's size: DejaVu Sans and
// its bold. It is wider than the usual sans-serif fonts, so that no label outgrows its place, and a
// fixed table gives the same picture on machines with other fonts or none.
const regular = [
  318,401,460,838,636,950,780,275,390,390,500,838,318,361,318,337,636,636,636,636,636,636,636,636,
  636,636,337,337,838,838,838,531,1000,684,686,698,770,632,575,775,752,295,295,656,557,863,748,787,
  603,787,695,635,611,732,684,989,685,611,685,390,337,390,838,500,500,613,635,550,635,615,352,635,
  634,278,278,579,278,974,634,612,635,635,411,521,392,634,592,818,592,592,525,636,337,636,838];
const bold = [
  348,456,521,838,696,1002,872,306,457,457,523,838,380,415,380,365,696,696,696,696,696,696,696,696,
  696,696,400,400,838,838,838,580,1000,774,762,734,830,683,683,821,837,372,372,775,637,995,837,850,
  733,850,770,720,682,812,774,1103,771,724,725,457,365,457,838,500,500,675,716,593,716,678,435,716,
  712,343,343,665,343,1042,712,687,716,716,493,595,478,712,652,924,645,652,582,712,365,712,838];

const pen = {
  font: '',
  measureText(text) {
    const size = parseFloat(/([\d.]+)px/.exec(this.font)[1]);
    const widths = /\b(bold|[6-9]00)\b/.test(this.font) ? bold : regular;
    let thousandths = 0;
    for (const character of text) {
      const code = character.codePointAt(0);
      thousandths += widths[code - 32] ?? (code < 0x1100 ? 700 : 1000);
    }
    return {width: thousandths * size / 1000};
  },
};

// Vega takes its pen when it loads. The document goes again after that: with one, Vega would look
// for elements on a page.
globalThis.document = {createElement: () => ({getContext: () => pen})};
globalThis.window = {addEventListener() {}, removeEventListener() {}, location: {hash: ''}};
globalThis.setTimeout = task => void Promise.resolve().then(task);
globalThis.clearTimeout = () => {};
globalThis.structuredClone ??= value => JSON.parse(JSON.stringify(value));

// Whatever Vega warns of draws a wrong or an empty picture, so that it is kept as a problem; save that
// the layers of a panel have an axis of their own: they are of the same rows, as Vega assumes.
const harmless = 'independent scales that union domain of the same fields';
const problems = [];
const complain = (...words) => {
  const problem = words.join(' ');
  if (!problem.includes(harmless)) problems.push(problem);
};
globalThis.console = {error: complain, warn: complain, log() {}, info() {}, debug() {}, trace() {}};
const logger = {
  level() { return this; },
  error(...words) { complain(...words); return this; },
  warn(...words) { complain(...words); return this; },
  info() { return this; },
  debug() { return this; },
};

// A chart shows the tables it is given and nothing else.
const refuse = what => Promise.reject(new Error('a chart must not load anything: ' + what));
const loader = {
  load: refuse, http: refuse, file: refuse, sanitize: refuse, options: {},
};

globalThis.answer = null;
globalThis.draw = async function (order) {
  problems.length = 0;
  globalThis.answer = null;
  let svg = '', items = 0;
  try {
    const {spec, config, tables} = JSON.parse(order);
    vega.resetSVGDefIds(); // so that a picture is the same whatever was drawn before it
    const compiled = vegaLite.compile(spec, {config, logger}).spec;
    const view = new vega.View(vega.parse(compiled), {renderer: 'none', loader, logger});
    svg = await view.toSVG();
    items = countItems(marksOf(tables, compiled, []), view.scenegraph().root);
    view.finalize();
  } catch (failure) {
    complain(failure.message ?? failure);
  }
  // The bridge to Java cuts a text with many letters beyond the basic plane short; ASCII it does not.
  globalThis.answer = JSON.stringify({svg, items, problems})
      .replace(/[\u0080-\uffff]/g, letter =>
          '\\u' + letter.charCodeAt(0).toString(16).padStart(4, '0'));
};
