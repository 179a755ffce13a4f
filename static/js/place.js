/** Districts of the chosen region only; the phone's position only when asked for, to about ten metres. */

/** @param {ParentNode} root that holds the fields of the place */
export function place(root) {
  const region = root.querySelector("#id_region");
  const district = root.querySelector("#id_district");
  const groups = [...district.querySelectorAll("optgroup")];

  function narrow() {
    const name = region.value ? region.selectedOptions[0].textContent : "";
    const chosen = district.value;
    groups.forEach((group) => { if (!name || group.label === name) district.append(group); else group.remove(); });
    district.value = chosen;
    if (district.selectedIndex < 0) district.value = "";
  }
  region.addEventListener("change", narrow);
  narrow();

  const place = root.querySelector("[data-place]");
  const point = place.querySelector("[data-point]");
  const forget = place.querySelector("[data-unlocate-box]");
  const latitude = root.querySelector("#id_latitude");
  const longitude = root.querySelector("#id_longitude");

  function keep(north, east) {
    latitude.value = north;
    longitude.value = east;
    forget.hidden = north === "";
    latitude.form.dispatchEvent(new Event("input"));
  }

  place.querySelector("[data-locate]").addEventListener("click", () => {
    if (!navigator.geolocation) { point.textContent = place.dataset.refused; return; }
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const [north, east] = [coords.latitude.toFixed(4), coords.longitude.toFixed(4)];
      if (north < 40 || north > 56 || east < 46 || east > 88) { point.textContent = place.dataset.outside; return; }
      point.textContent = place.dataset.taken.replace("{point}", `${north}, ${east}`);
      keep(north, east);
    }, () => { point.textContent = place.dataset.refused; }, { enableHighAccuracy: true, timeout: 20000 });
  });
  place.querySelector("[data-unlocate]").addEventListener("click", (event) => {
    event.preventDefault();
    point.textContent = "";
    keep("", "");
  });
}
