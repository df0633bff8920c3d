export const noGlobals = {};
