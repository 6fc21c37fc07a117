import { CARRIED } from '#modules/channels/domain/carried.ts';

/** The ways a reminder reaches somebody (kênh): in the program, thư điện tử, thông báo trên thiết bị, SMS, Zalo. */
export const CHANNELS = ['in-app', 'email', ...CARRIED] as const;
export type Channel = (typeof CHANNELS)[number];

/** Ways that leave the program and so have a queue each. */
export const OUTWARD = ['email', ...CARRIED] as const;
export type Outward = (typeof OUTWARD)[number];
