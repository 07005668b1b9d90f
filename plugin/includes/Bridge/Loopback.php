<?php
/**
 * Wakes the dispatcher in a request of its own, where the web server cannot close a page before PHP is done.
 *
 * The site calls itself with a token that lives half a minute and allows nothing but "send what is waiting". The called
 * request answers at once, before WordPress has loaded, and works afterwards; so the page waits for a few milliseconds.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class Loopback {

	private const LIFE   = 30;
	private const HEADER = 'X-SlotBridge-Kick';

	/** Calls this site; does not wait for the work, and failing is fine: the minute timer sends what is left. */
	public static function kick(): void {
		$verify = apply_filters( 'https_local_ssl_verify', false ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own filter for calls to itself.
		wp_remote_post(
			rest_url( 'slotbridge/v1/outbox/dispatch' ),
			array(
				'blocking'    => false,
				'timeout'     => 1.0,
				'redirection' => 0,
				'sslverify'   => true === $verify,
				'headers'     => array( self::HEADER => self::token( time() + self::LIFE ) ),
				'body'        => '',
			)
		);
	}

	/** Whether this very request is such a call. */
	public static function is_kick(): bool {
		$given = isset( $_SERVER['HTTP_X_SLOTBRIDGE_KICK'] ) && is_string( $_SERVER['HTTP_X_SLOTBRIDGE_KICK'] ) ? sanitize_text_field( wp_unslash( $_SERVER['HTTP_X_SLOTBRIDGE_KICK'] ) ) : '';
		$until = (int) strstr( $given, '.', true ); // Only what is before the point: PHP reads "1795563519.64e48…" as a number with an exponent.
		return $until >= time() && $until <= time() + self::LIFE && hash_equals( self::token( $until ), $given );
	}

	/** Why this site cannot call itself, in technical words; null: it can. */
	public static function problem(): ?string {
		$verify = apply_filters( 'https_local_ssl_verify', false ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own filter for calls to itself.
		$answer = wp_remote_get(
			rest_url( 'slotbridge/v1' ),
			array(
				'timeout'     => 10,
				'redirection' => 0,
				'sslverify'   => true === $verify,
			)
		);
		if ( is_wp_error( $answer ) ) {
			return $answer->get_error_message();
		}
		$status = (int) wp_remote_retrieve_response_code( $answer );
		return 200 === $status ? null : "HTTP $status";
	}

	/** Ends the answer to the caller; PHP goes on. */
	public static function answer_now(): void {
		ignore_user_abort( true );
		while ( ob_get_level() > 0 ) {
			ob_end_clean();
		}
		status_header( 202 );
		header( 'Content-Length: 0' );
		header( 'Connection: close' );
		flush();
	}

	private static function token( int $until ): string {
		return $until . '.' . hash_hmac( 'sha256', "kick.$until." . get_current_blog_id(), wp_salt( 'nonce' ) . 'slotbridge kick' );
	}
}
