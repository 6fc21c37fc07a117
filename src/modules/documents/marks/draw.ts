import { toBuffer, toSVG } from 'bwip-js/node';
import type { Mark } from '../domain/form.ts';

/** A mark in millimetres: a barcode is as wide as its column lets it be, a QR code is square. */
export const MARK_SIZE = { 'code-128': { width: 70, height: 9 }, qr: { width: 20, height: 20 } } as const;

/** As lines, for the PDF. */
export function drawSvg(mark: Mark): string {
  return toSVG(optionsOf(mark));
}

/** As a picture, for Word: black on white (a transparent ground is read as black), fine enough for 600 dots an inch. */
export async function drawPng(mark: Mark): Promise<Uint8Array> {
  return toBuffer({ ...optionsOf(mark), scaleX: 6, scaleY: 6, backgroundcolor: 'FFFFFF' });
}

/**
 * With the quiet zone each kind needs around it: ten modules beside a Code 128 (ISO/IEC 15417), four around a QR
 * (ISO/IEC 18004). A QR of level M is still read with a seventh of it soiled.
 */
function optionsOf({ kind, text }: Mark) {
  return kind === 'qr'
    ? { bcid: 'qrcode', text, eclevel: 'M', padding: 4 }
    : { bcid: 'code128', text, height: 10, paddingwidth: 10, paddingheight: 0 };
}
