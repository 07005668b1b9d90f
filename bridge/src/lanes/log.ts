/** The part of a pino logger that the lanes write to. */
export interface LanesLog {
	info( details: object, message: string ): void;
	warn( details: object, message: string ): void;
	error( details: object, message: string ): void;
}
