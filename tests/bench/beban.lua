-- Asks for the address, or for one after the other of those in the file that is named behind `--`,
-- beginning anywhere. Prints what wrk measured as one line of JSON; times in microseconds.
function init(args)
  if not args[1] then return end
  local paths = {}
  for path in io.lines(args[1]) do paths[#paths + 1] = path end
  math.randomseed(os.time())
  local place = math.random(#paths)
  request = function()
    place = place % #paths + 1
    return wrk.format("GET", paths[place])
  end
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"duration":%d,"bytes":%d,"p50":%d,"p95":%d,"p99":%d,"errors":%d}\n',
    summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(95), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end
