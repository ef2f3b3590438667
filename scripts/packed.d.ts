export declare const ROOT: string;
export declare const TARBALL: string;
export declare function changedSincePacked(): string | undefined;
