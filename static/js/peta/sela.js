// Long work in slices: a cheap phone must not stand still, so that it answers a finger in between.
const SLICE = 4; // milliseconds

export const gap = () => globalThis.scheduler?.yield?.() ?? new Promise((goOn) => { setTimeout(goOn); });

// Does `act` to every item; stops at the next gap once `isWanted` says no. The first gap comes
// before the first item: whoever calls may have worked for long already.
export async function inSlices(items, act, isWanted = () => true) {
  let begun = -Infinity;
  for (const item of items) {
    if (performance.now() - begun > SLICE) {
      await gap();
      if (!isWanted()) return;
      begun = performance.now();
    }
    act(item);
  }
}
