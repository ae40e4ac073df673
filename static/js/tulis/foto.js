// Shrinks photos on the phone: 4 MB become about 200 KB, and place and device stay out of them.

const SISI = 1600;
const MUTU = 0.8;
export const MAX_BYTE = 15 * 1024 * 1024;

async function decode(blob) {
  try {
    return await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch {
    // Some phones decode in <img> what createImageBitmap refuses.
    const url = URL.createObjectURL(blob);
    try {
      const image = new Image();
      image.src = url;
      await image.decode();
      return image;
    } finally {
      URL.revokeObjectURL(url);
    }
  }
}

export async function draw(blob, longest = SISI) {
  const picture = await decode(blob);
  const width = picture.naturalWidth || picture.width;
  const height = picture.naturalHeight || picture.height;
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  // JPEG knows no transparency; white paper looks better than black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close?.();
  return canvas;
}

export function encode(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("toBlob"))), "image/jpeg", MUTU);
  });
}

// What cannot be decoded here (HEIC on some phones) is kept as it is; the portal decodes more.
export async function shrink(file) {
  try {
    const canvas = await draw(file);
    const blob = await encode(canvas);
    return { blob, lebar: canvas.width, tinggi: canvas.height };
  } catch {
    return { blob: file.slice(0, file.size, file.type), lebar: 0, tinggi: 0 };
  }
}
