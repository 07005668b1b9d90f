/** What the OAuth side of HighLevel keeps: the app, consents, refresh tokens, and where the app is installed. */

export type UserType = 'Company' | 'Location';

/** The marketplace app that installs itself here. */
export interface OAuthApp {
	/** `<app id>-<something>`, as HighLevel's own are. */
	clientId: string;
	clientSecret: string;
	/** Where INSTALL and UNINSTALL go; null: nowhere. */
	webhookUrl: string | null;
	/** Pause before a delivery that was answered with 429 is tried again, in ms. */
	webhookRetryMs: number;
	/** Whether /oauth/token takes a code_verifier; else it refuses the field as one that it does not know. */
	acceptsPkce: boolean;
	/** Ed25519, PKCS #8 as PEM: signs the webhooks. */
	privateKey: string;
}

export interface Grant {
	userType: UserType;
	companyId: string;
	/** Null for an agency. */
	locationId: string | null;
	scopes: string[];
}

export interface ConsentCode extends Grant {
	code: string;
	redirectUri: string;
	challenge: string | null;
	/** Epoch ms. */
	expiresAt: number;
}

export interface TokenPair {
	accessToken: string;
	refreshToken: string;
}

export interface RefreshToken extends Grant {
	token: string;
	/** Set at its only use: for 30 seconds it gives the same pair again. */
	used: { at: number; pair: TokenPair } | null;
}

export interface Install {
	companyId: string;
	locationId: string;
	/** ISO 8601. */
	at: string;
}

export interface OAuthState {
	app: OAuthApp;
	codes: ConsentCode[];
	refreshTokens: RefreshToken[];
	installs: Install[];
}
