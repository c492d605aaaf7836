// Logos: the whole page takes a dropped file.

const byteLimit = 512 * 1024;
// A dropped logo is `upload:DIGEST`, with a picture beside it `upload:DIGEST,DIGEST`; a picture that goes beside the
// file's own SVG is `beside:DIGEST:PATH`.
const isDropped = (value) => /^(upload|beside):/.test(value ?? "");
const rasterOf = (value) => /^upload:[^,]*,(.*)/.exec(value ?? "")?.[1] ?? /^beside:([^:]*):/.exec(value ?? "")?.[1] ?? "";
const logoWords = (value) => {
  if (!isDropped(value)) return value || "No logo";
  const [, kind, rest] = /^(\w+):(.*)/s.exec(value);
  const names = (kind === "upload" ? rest.split(",") : [rest.split(":")[0]]).map((digest) => uploads[digest]?.name ?? "Dropped file");
  return kind === "beside" ? `${rest.slice(rest.indexOf(":") + 1)}, ${names[0]} beside it` : names.join(", ");
};
/** Where a picture goes that the service takes: beside an SVG that has none, or that got one just now. */
const placed = (digest, isVector) => {
  const value = valueOf(logoName);
  const [, kind, rest] = /^(upload|beside):(.*)/s.exec(value) ?? [];
  if (!isVector && kind === "upload" && uploads[rest.split(",")[0]]?.isVector) return `upload:${rest.split(",")[0]},${digest}`;
  if (!isVector && kind === "beside") return `beside:${digest}:${rest.slice(rest.indexOf(":") + 1)}`;
  if (!isVector && !kind && (facts ?? state).logo?.isAlone) return `beside:${digest}:${value}`;
  return `upload:${digest}`;
};
const sendLogo = async (file) => {
  if (file.size > byteLimit + 60000) {
    logoProblem = `${file.name} is larger than a logo may be. A logo is an SVG, PNG, JPEG or GIF of at most 512 KB.`;
    return null;
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { ok, json } = await request("PUT", `/logo?name=${encodeURIComponent(file.name)}`, bytes);
    if (!ok) { logoProblem = json.message ?? "The file was refused."; return null; }
    let data = "";
    for (let start = 0; start < bytes.length; start += 8192) data += String.fromCharCode(...bytes.subarray(start, start + 8192));
    uploads[json.digest] = { name: file.name, data: btoa(data), isVector: json.isVector };
    return json;
  } catch {
    logoProblem = "The server can’t be reached. Drop the file again when it is back.";
    return null;
  }
};
const upload = async (files) => {
  if (isReadOnly || files.length === 0) return;
  openSection(logoName);
  logoProblem = "";
  if (isOff()) {
    logoProblem = isSaving ? "A save is under way. Drop the file again." : `${files[0].name} was not taken, because the portal’s file ${isGone ? "is gone" : "can’t be read"}. Drop it again when it is back.`;
    return paint();
  }
  const isVector = ({ name, type }) => type === "image/svg+xml" || /\.svg$/i.test(name);
  const pair = files.length === 2 && isVector(files[0]) !== isVector(files[1]) ? [...files].sort((one) => (isVector(one) ? -1 : 1)) : null;
  const sent = [];
  for (const file of pair ?? [files[0]]) {
    const answer = await sendLogo(file);
    if (!answer) return paint();
    sent.push(answer);
  }
  const [first, second] = sent;
  set(logoName, second && first.isVector && !second.isVector ? `upload:${first.digest},${second.digest}` : placed(first.digest, first.isVector));
  if (files.length > 1 && !pair) {
    logoProblem = `Only ${files[0].name} was taken. A logo is one file, or an SVG together with a PNG, JPEG or GIF.`;
    paint();
  }
};
const hasFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const hover = (isOver) => panel.classList.toggle("over", isOver);
const takeDrops = (target) => {
  target.addEventListener("dragover", (event) => { if (hasFile(event)) { event.preventDefault(); if (!isOff()) hover(true); } });
  target.addEventListener("dragleave", (event) => { if (!event.relatedTarget) hover(false); });
  target.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    hover(false);
    upload([...event.dataTransfer.files]);
  });
};
