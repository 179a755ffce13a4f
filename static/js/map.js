// Points of the cases on a map. Leaflet is loaded where there are points; tiles only from the address of the settings.
const RADIUS = 8;
const CLOSEST = 11;
const KAZAKHSTAN = [[40.5, 46.4], [55.5, 87.4]];
let loading;

function load(script, style) {
  loading ??= new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
    document.head.append(Object.assign(document.createElement("script"), { src: script, onload: resolve, onerror: reject }));
  });
  return loading;
}

function popup(point) {
  return Object.assign(document.createElement("a"), { href: point.url, lang: point.lang, textContent: point.title });
}

async function draw(box) {
  const { map: source, tiles, attribution, script, style } = box.dataset;
  box.removeAttribute("data-map");
  await load(script, style);
  const L = window.L;
  const points = JSON.parse(document.getElementById(source).textContent);
  const map = L.map(box, { scrollWheelZoom: false, maxZoom: 15 });
  map.attributionControl.setPrefix(false);
  if (tiles) L.tileLayer(tiles, { attribution }).addTo(map);
  else L.rectangle(KAZAKHSTAN, { color: "currentColor", weight: 1, fill: false, interactive: false }).addTo(map);
  const colour = getComputedStyle(box).getPropertyValue("--accent").trim();
  for (const point of points) {
    L.circleMarker(point.place, { radius: RADIUS, color: colour, weight: 2 }).bindPopup(popup(point)).addTo(map);
  }
  map.fitBounds(tiles ? points.map((point) => point.place) : KAZAKHSTAN, { padding: [20, 20], maxZoom: CLOSEST });
}

const drawAll = () => document.querySelectorAll("[data-map]").forEach(draw);
document.addEventListener("htmx:afterSettle", drawAll);
drawAll();
