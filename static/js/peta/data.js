// What the map asks the server, each thing once.
export async function fetchJson(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

export function remembering() {
  const remembered = new Map();
  return (key, load) => {
    if (!remembered.has(key)) {
      const promise = load();
      remembered.set(key, promise);
      promise.catch(() => remembered.delete(key)); // the next try asks again
    }
    return remembered.get(key);
  };
}

export function mapData(box) {
  const once = remembering();
  return {
    // The page's changing parts for a state, as text: every use parses them anew.
    parts: (search) => once(search, async () => {
      const answer = await fetch(box.dataset.bagian + search);
      if (!answer.ok) throw new Error(`${answer.status} ${search}`);
      return answer.text();
    }),
    lines: (url) => once(url, () => fetchJson(url)),
  };
}
