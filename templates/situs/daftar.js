(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };
  var plain = function (text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  };
  var cari = byId("cari"), unit = byId("unit"), golongan = byId("golongan"), hasil = byId("hasil");
  var lists = Array.from(document.querySelectorAll("section[data-daftar]")).map(function (section) {
    var rows = Array.from(section.querySelectorAll("tbody tr"));
    return {
      name: section.getAttribute("data-daftar"),
      table: section.querySelector("table"),
      none: section.querySelector(".nihil"),
      rows: rows.map(function (row) { return { row: row, text: plain(row.textContent) }; })
    };
  });

  function filter() {
    var words = plain(cari.value).split(/\s+/).filter(Boolean);
    var narrowed = Boolean(words.length || unit.value || golongan.value);
    var counts = lists.map(function (list) {
      var shown = 0;
      list.rows.forEach(function (one) {
        var fits = words.every(function (word) { return one.text.indexOf(word) >= 0; }) &&
          (!unit.value || one.row.getAttribute("data-unit") === unit.value) &&
          (!golongan.value || one.row.getAttribute("data-golongan") === golongan.value);
        one.row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      if (list.table) {
        list.table.hidden = !shown;
        list.none.hidden = Boolean(shown);
      }
      return list.name + ": " + shown + " dari " + list.rows.length;
    });
    hasil.className = narrowed ? "disaring" : "";
    hasil.textContent = (narrowed ? "Yang cocok \u2014 " : "Semua tampil \u2014 ") + counts.join("; ") + ".";
  }

  function remember() {
    var state = new URLSearchParams();
    [cari, unit, golongan].forEach(function (field) {
      if (field.value) { state.set(field.id, field.value); }
    });
    try { history.replaceState(null, "", "#" + state); } catch (refused) { /* the page still works */ }
  }

  function recall() {
    var state = new URLSearchParams(location.hash.slice(1));
    if (!["cari", "unit", "golongan"].some(function (name) { return state.has(name); })) { return; }
    [cari, unit, golongan].forEach(function (field) { field.value = state.get(field.id) || ""; });
    filter();
  }

  function clear() {
    [cari, unit, golongan].forEach(function (field) { field.value = ""; });
  }

  [cari, unit, golongan].forEach(function (field) {
    field.addEventListener("input", function () { filter(); remember(); });
  });
  byId("hapus").addEventListener("click", function () { clear(); filter(); remember(); cari.focus(); });
  byId("cetak").addEventListener("click", function () { window.print(); });
  window.addEventListener("hashchange", function () {
    if (location.hash.indexOf("=") < 0) { clear(); filter(); }
    recall();
  });
  document.querySelector(".penyaring").hidden = false;
  filter();
  recall();
})();
