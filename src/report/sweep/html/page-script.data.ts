// The script of a sweep's page: a point picked in the table or in a chart is marked everywhere, and its run is shown. Plain JavaScript
// for browsers, without any library; it reads its data from the page and puts texts in as texts, never as markup.

/** Runs once, at the end of the page. */
export const PAGE_SCRIPT = `
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("sweep-data").textContent);
  var bar = document.getElementById("pick-bar");
  var words = document.getElementById("pick-words");
  var shown = document.getElementById("picked-run");
  var current = -1;

  function make(name, attributes, children) {
    var isDrawing = /^(svg|path|text|line|g)$/.test(name);
    var element = isDrawing ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) {
      element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return element;
  }

  function table(caption, heads, rows) {
    var head = make("tr", {}, heads.map(function (text, index) {
      return make("th", { scope: "col", "class": index === 0 ? "name" : "number" }, [text]);
    }));
    var body = rows.map(function (cells) {
      return make("tr", {}, cells.map(function (text, index) {
        return index === 0 ? make("th", { scope: "row", "class": "text" }, [text]) : make("td", { "class": "number" }, [text]);
      }));
    });
    var whole = make("table", {}, [make("caption", {}, [caption]), make("thead", {}, [head]), make("tbody", {}, body)]);
    return make("div", { "class": "scroll", role: "region", "aria-label": caption, tabindex: "0" }, [whole]);
  }

  function drawing(chart) {
    var parts = [];
    chart.y.forEach(function (mark) {
      parts.push(make("line", { "class": "grid", x1: 46, x2: 346, y1: 8 + mark[0], y2: 8 + mark[0] }));
      parts.push(make("text", { x: 40, y: 12 + mark[0], "text-anchor": "end" }, [mark[1]]));
    });
    chart.x.forEach(function (mark) {
      parts.push(make("text", { x: 46 + mark[0], y: 176, "text-anchor": "middle" }, [mark[1]]));
    });
    chart.lines.forEach(function (line, index) {
      parts.push(make("path", { "class": "line-" + index, d: line[1], transform: "translate(46,8)" }));
    });
    var keys = chart.lines.map(function (line, index) {
      return make("li", {}, [make("i", { "class": "key-" + index }), line[0]]);
    });
    return make("figure", {}, [
      make("figcaption", {}, [make("h3", {}, [chart.title])]),
      make("svg", { "class": "drawn", viewBox: "0 0 366 182", role: "img", "aria-label": chart.title }, parts),
      make("ul", { "class": "keys" }, keys)
    ]);
  }

  function label(point) {
    var levels = data.points[point].levels;
    var words = data.factors.map(function (factor, index) { return factor[0] + " = " + factor[1][levels[index]]; });
    return words.length === 0 ? "as it is" : words.join(", ");
  }

  function show(point) {
    var own = data.points[point];
    var run = data.details[point];
    var parts = [
      make("h3", {}, ["Point " + point + ": " + label(point)]),
      table("Figures of the point", ["Figure", "Estimate"], data.figures.map(function (name, index) {
        return [name, own.figures[index]];
      }))
    ];
    if (own.thresholds.length > 0) {
      parts.push(table("Thresholds of the point", ["Threshold", "Result"], own.thresholds.map(function (result, index) {
        return [data.thresholds[index], result];
      })));
    }
    if (run === undefined) {
      parts.push(make("p", { "class": "lede" }, [data.without]));
    } else {
      parts.push(make("h3", {}, ["Its first run: " + run.outcome]));
      parts.push(make("p", {}, [run.sentence + " (" + run.run + ")"]));
      parts.push(make("dl", { "class": "tiles" }, run.tiles.map(function (tile) {
        return make("div", {}, [make("dt", {}, [tile[0]]), make("dd", {}, [tile[1], make("small", {}, [tile[2]])])]);
      })));
      if (run.limits.length > 0) {
        parts.push(make("ol", { "class": "limits" }, run.limits.map(function (limit) {
          return make("li", {}, [make("strong", {}, [limit[0]]), limit[1]]);
        })));
      }
      parts.push(make("div", { "class": "many" }, run.charts.map(drawing)));
      if (run.stages.length > 0) {
        parts.push(table("Scheduling latency by stage", ["Stage", "Mean", "p50", "p90", "p99", "Max"], run.stages));
      }
      if (run.reasons.length > 0) {
        parts.push(table("Why pods were refused", ["Reason", "Pods pending at end", "Failed attempts"], run.reasons));
      }
    }
    shown.replaceChildren.apply(shown, parts);
  }

  function matches(element, point) {
    if (element.dataset.point !== undefined) return Number(element.dataset.point) === point;
    var levels = data.points[point].levels;
    return element.dataset.levels.split(" ").every(function (pair) {
      var sides = pair.split("=");
      return levels[Number(sides[0])] === Number(sides[1]);
    });
  }

  function mark(point) {
    document.querySelectorAll(".picked").forEach(function (element) { element.classList.remove("picked"); });
    document.querySelectorAll("tr[aria-current]").forEach(function (row) { row.removeAttribute("aria-current"); });
    if (point < 0) return;
    document.querySelectorAll("[data-point],[data-levels]").forEach(function (element) {
      if (matches(element, point)) element.classList.add("picked");
    });
    var row = document.getElementById("point-" + point);
    if (row !== null) {
      row.classList.add("picked");
      row.setAttribute("aria-current", "true");
    }
  }

  function pick(point) {
    current = point;
    mark(point);
    document.body.classList.toggle("picking", point >= 0);
    bar.hidden = point < 0;
    if (point < 0) {
      shown.replaceChildren(make("p", { "class": "lede hint" }, [data.hint]));
    } else {
      words.replaceChildren(make("strong", {}, ["Point " + point]), " " + label(point) + " \\u00b7 " + data.points[point].outcome);
      show(point);
    }
    if (point >= 0) address("#point-" + point);
    else if (pointOfAddress() >= 0) address("#points");
  }

  function address(hash) {
    try {
      history.replaceState(null, "", hash);
    } catch (error) {
      // A page without an address of its own, as in a frame: the point is picked all the same.
    }
  }

  function pointOfAddress() {
    var found = /^#point-(\\d+)$/.exec(location.hash);
    return found !== null && Number(found[1]) < data.points.length ? Number(found[1]) : -1;
  }

  function nextWith(element) {
    for (var step = 1; step <= data.points.length; step += 1) {
      var point = (current + step + data.points.length) % data.points.length;
      if (matches(element, point)) return point;
    }
    return -1;
  }

  document.addEventListener("click", function (event) {
    var target = event.target;
    var drawn = target.closest("[data-point],[data-levels]");
    var row = target.closest("tr[id^=point-]");
    var link = target.closest("a");
    if (drawn !== null) {
      var point = nextWith(drawn);
      if (point >= 0) pick(point);
    } else if (row !== null && (link === null || link.hash === "#" + row.id)) {
      event.preventDefault();
      pick(Number(row.id.slice(6)));
    }
  });
  document.getElementById("pick-before").addEventListener("click", function () {
    pick((current - 1 + data.points.length) % data.points.length);
  });
  document.getElementById("pick-after").addEventListener("click", function () { pick((current + 1) % data.points.length); });
  document.getElementById("pick-none").addEventListener("click", function () { pick(-1); });
  document.getElementById("pick-show").addEventListener("click", function () {
    var heading = document.getElementById("picked-heading");
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && current >= 0) pick(-1);
  });
  window.addEventListener("hashchange", function () {
    if (pointOfAddress() >= 0) pick(pointOfAddress());
  });
  document.body.classList.add("scripted");
  pick(pointOfAddress());
})();
`;
