// What the map asks the server, each thing once. First of the map's files: it opens their room.
"use strict";

const Peta = { number: new Intl.NumberFormat("id-ID") };

Peta.fetchJson = async (url, options) => {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
};

Peta.data = (box) => {
  const remembered = new Map();
  function once(key, load) {
    if (!remembered.has(key)) {
      const promise = load();
      remembered.set(key, promise);
      promise.catch(() => remembered.delete(key)); // the next try asks again
    }
    return remembered.get(key);
  }
  return {
    // The page's changing parts for a state, as text: every use parses them anew.
    parts: (search) => once(search, async () => {
      const answer = await fetch(box.dataset.bagian + search);
      if (!answer.ok) throw new Error(`${answer.status} ${search}`);
      return answer.text();
    }),
    outline: (url) => once(url, async () => {
      const topology = await Peta.fetchJson(url);
      return topojson.feature(topology, Object.values(topology.objects)[0]);
    }),
  };
};
