// Numbers of interrupt lines; as hypershim_intx() in C.
import { ioIrqIntx } from "../../generated/ts/io-backend.ts";

/** The number of a PCI function's interrupt line; the pins 0 to 3 are INTA to INTD. */
export function intx(segment: number, bus: number, device: number, pin: number): number {
  return ioIrqIntx + (((segment & 0xffff) << 15) | ((bus & 0xff) << 7) | ((device & 0x1f) << 2) | (pin & 3));
}
