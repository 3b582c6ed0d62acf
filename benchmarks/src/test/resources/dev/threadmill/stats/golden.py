"""Makes golden.json: what NumPy and SciPy say about the same numbers.

    python3 golden.py > golden.json        # NumPy 1.26 or later, SciPy 1.11 or later

Nothing here shares code or method with the Java side where SciPy has a function of its own; the
rest is written out in the plainest way, such as trying every division of a sample.
"""

import itertools
import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(20240607)


def numbers(values):
    return [None if np.isnan(v) else float(v) for v in np.asarray(values, dtype=float)]


def student_t():
    return [
        {"alpha": a, "degrees": d, "t": float(stats.t.isf(a / 2, d))}
        for a, d in itertools.product((0.05, 0.03, 0.01, 0.001), (1, 2, 3.5, 4, 9, 29.25, 64, 1000))
    ]


def scores():
    out = []
    for n in (3, 5, 12):
        y = rng.normal(8, 0.05, n)
        mean = stats.ttest_1samp(y, 0)
        low, high = mean.confidence_interval(0.95)
        out.append({"y": numbers(y), "score": float(stats.gmean(np.exp(y))),
                    "low": float(np.exp(low)), "high": float(np.exp(high)),
                    "spread": float(np.std(y, ddof=1))})
    return out


def pairs():
    out = []
    for n, effect, alpha in ((3, 0.0, 0.05), (5, 0.02, 0.03), (8, -0.05, 0.05), (20, 0.01, 0.03)):
        a = rng.normal(5 + effect, 0.02, n)
        b = rng.normal(5, 0.02, n)
        test = stats.ttest_rel(a, b)
        low, high = test.confidence_interval(1 - alpha)
        out.append({"a": numbers(a), "b": numbers(b), "alpha": alpha,
                    "ratio": float(stats.gmean(np.exp(a - b))),
                    "low": float(np.exp(low)), "high": float(np.exp(high)),
                    "p": float(test.pvalue), "half": float((high - low) / 2)})
    return out


def welch():
    out = []
    for na, nb, sa, sb in ((3, 4, 0.01, 0.05), (5, 5, 0.02, 0.02), (12, 6, 0.005, 0.04)):
        a = rng.normal(3, sa, na)
        b = rng.normal(2.97, sb, nb)
        test = stats.ttest_ind(a, b, equal_var=False)
        low, high = test.confidence_interval(0.95)
        out.append({"a": numbers(a), "b": numbers(b), "tau2": 0.0, "dfTau": 1, "qa": 1, "qb": 1,
                    "degrees": float(test.df), "p": float(test.pvalue),
                    "low": float(np.exp(low)), "high": float(np.exp(high))})
        for tau2, df, qa, qb in ((0.0001, 3, 1, 1), (0.0009, 7, 2, 3)):
            parts = np.array([np.var(a, ddof=1) / na, np.var(b, ddof=1) / nb,
                              tau2 * (1 / qa + 1 / qb)])
            degrees = parts.sum() ** 2 / np.sum(parts**2 / np.array([na - 1, nb - 1, df]))
            law = stats.t(degrees, loc=a.mean() - b.mean(), scale=np.sqrt(parts.sum()))
            low, high = law.interval(0.95)
            out.append({"a": numbers(a), "b": numbers(b), "tau2": tau2, "dfTau": df, "qa": qa,
                        "qb": qb, "degrees": float(degrees),
                        "p": float(2 * min(law.cdf(0), law.sf(0))),
                        "low": float(np.exp(low)), "high": float(np.exp(high))})
    return out


def families():
    out = []
    for p in (rng.uniform(size=30), rng.uniform(size=50) ** 4, [0.5], [0.01, 0.01, 0.02, 1.0, 0.0]):
        out.append({"p": numbers(p), "q": numbers(stats.false_discovery_control(p, method="bh"))})
    return out


def quantiles():
    x = rng.lognormal(size=17)
    return [{"x": numbers(x), "p": p, "value": float(np.quantile(x, p))}
            for p in (0, 0.01, 0.25, 0.5, 0.813, 1)]


def deviations():
    out = []
    for n in (5, 12):
        x = rng.lognormal(size=n)
        out.append({"x": numbers(x), "mad": 1.4826 * float(stats.median_abs_deviation(x))})
    return out


def trends():
    """Kendall's S and its variance are read back from SciPy's p, which has no half step off."""
    out = []
    for n, slope, digits in ((12, 0.0, 9), (20, 0.004, 9), (20, 0.001, 2), (40, -0.01, 1)):
        t = np.sort(np.round(rng.uniform(0, 100, n), digits if digits < 3 else 9))
        y = np.round(slope * t + rng.normal(0, 0.1, n), digits)
        kendall = stats.kendalltau(t, y, method="asymptotic", variant="b")
        s = sum(np.sign(t[j] - t[i]) * np.sign(y[j] - y[i])
                for i, j in itertools.combinations(range(n), 2))
        deviation = abs(s) / stats.norm.isf(kendall.pvalue / 2)
        out.append({"t": numbers(t), "y": numbers(y),
                    "slope": float(stats.theilslopes(y, t).slope),
                    "p": float(2 * stats.norm.sf((abs(s) - 1) / deviation))})
    return out


def splits():
    out = []
    for x in (rng.normal(size=8), rng.normal(size=20),
              np.concatenate([rng.normal(0, 1, 7), rng.normal(9, 1, 3)])):
        best = 0.0
        order = np.sort(x)
        for i in range(1, len(x)):
            within = np.sum((order[:i] - order[:i].mean()) ** 2) \
                + np.sum((order[i:] - order[i:].mean()) ** 2)
            best = max(best, 1 - within / np.sum((x - x.mean()) ** 2))
        out.append({"x": numbers(x), "share": float(best)})
    return out


def hit_rates():
    out = []
    for hits, trials in ((0, 20), (3, 60), (15, 300), (59, 60), (60, 60), (1, 1)):
        upper = stats.binomtest(hits, trials, alternative="less").proportion_ci(0.95, "exact").high
        lower = stats.binomtest(hits, trials, alternative="greater").proportion_ci(0.95, "exact").low
        out.append({"hits": hits, "trials": trials, "upper": float(upper), "lower": float(lower)})
    return out


def powers():
    return [{"ratio": r, "spread": s, "rounds": n, "alpha": a,
             "power": float(stats.nct.sf(stats.t.isf(a / 2, n - 1), n - 1,
                                         abs(np.log(r)) * np.sqrt(n) / s))}
            for r, s, n, a in ((100 / 102, 0.02, 5, 0.05), (100 / 103, 0.03, 3, 0.05),
                               (100 / 105, 0.01, 5, 0.03), (100 / 110, 0.05, 20, 0.05),
                               (1.02, 0.04, 8, 0.05))]


def ranks():
    out = []
    for a, b in ((rng.normal(5, 1, 20), rng.normal(5.6, 1, 20)),
                 (rng.integers(1, 6, 12), rng.integers(2, 7, 9)), ([1, 1, 2], [1, 2, 2]),
                 (rng.normal(5, 1, 4), rng.normal(9, 1, 7))):
        test = stats.mannwhitneyu(a, b, method="asymptotic", alternative="two-sided")
        out.append({"a": numbers(a), "b": numbers(b), "p": float(test.pvalue)})
    return out


def bar(x):
    half = stats.t.isf(0.0005, len(x) - 1) * stats.sem(x)
    return np.mean(x) - half, np.mean(x) + half


def races():
    out = []
    for effect in np.repeat((1.0, 1.01, 1.02, 1.03, 1.05, 1.1), 4):
        forks = rng.normal(0, 0.015, (2, 5))
        a, b = np.exp(3 + forks[:, :, None] + rng.normal(0, 0.01, (2, 5, 4)))
        b = b * effect
        x, y = a.ravel(), b.ravel()
        p = stats.ttest_ind(x, y, equal_var=False).pvalue
        logs = np.log(b.mean(axis=1)) - np.log(a.mean(axis=1))
        out.append({"a": [numbers(f) for f in a], "b": [numbers(f) for f in b],
                    "OVERLAP": int(bar(x)[1] < bar(y)[0] or bar(y)[1] < bar(x)[0]),
                    "POOLED_T": int(p < 0.05), "POOLED_T_99": int(p < 0.01),
                    "MANN_WHITNEY": int(stats.mannwhitneyu(x, y, method="asymptotic").pvalue < 0.05),
                    "OURS": int(stats.ttest_1samp(logs, 0).pvalue < 0.05)})
    return out


print(json.dumps({f.__name__: f() for f in (student_t, scores, pairs, welch, families, quantiles,
                                            deviations, trends, splits, hit_rates, powers,
                                            ranks, races)},
                 indent=1))
