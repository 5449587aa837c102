export const services: readonly string[];
export function typesFile(service: string): URL;
export function typesOf(service: string): Promise<string>;
