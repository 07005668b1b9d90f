<?php
/**
 * How the stand-in writes user meta and options: through WordPress, whose hooks fire then, or straight into the tables past every hook (mode `writes`).
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInWrites {

	public static function user_meta( int $user_id, string $key, mixed $value ): void {
		global $wpdb;
		if ( ! self::is_direct() ) {
			update_user_meta( $user_id, $key, $value );
			return;
		}
		$wpdb->delete( $wpdb->usermeta, array( 'user_id' => $user_id, 'meta_key' => $key ) );
		$wpdb->insert( $wpdb->usermeta, array( 'user_id' => $user_id, 'meta_key' => $key, 'meta_value' => maybe_serialize( $value ) ) );
		wp_cache_delete( $user_id, 'user_meta' ); // The next request would read anew; this lets a test be that request.
	}

	public static function delete_user_meta( int $user_id, string $key ): void {
		global $wpdb;
		if ( ! self::is_direct() ) {
			delete_user_meta( $user_id, $key );
			return;
		}
		$wpdb->delete( $wpdb->usermeta, array( 'user_id' => $user_id, 'meta_key' => $key ) );
		wp_cache_delete( $user_id, 'user_meta' );
	}

	public static function option( string $key, mixed $value ): void {
		global $wpdb;
		if ( ! self::is_direct() ) {
			update_option( $key, $value, false );
			return;
		}
		$row = array( 'option_value' => maybe_serialize( $value ), 'autoload' => 'off' );
		if ( null === $wpdb->get_var( $wpdb->prepare( 'SELECT option_id FROM %i WHERE option_name = %s', $wpdb->options, $key ) ) ) {
			$wpdb->insert( $wpdb->options, $row + array( 'option_name' => $key ) );
		} else {
			$wpdb->update( $wpdb->options, $row, array( 'option_name' => $key ) );
		}
		self::forget_option( $key );
	}

	public static function delete_option( string $key ): void {
		global $wpdb;
		if ( ! self::is_direct() ) {
			delete_option( $key );
			return;
		}
		$wpdb->delete( $wpdb->options, array( 'option_name' => $key ) );
		self::forget_option( $key );
	}

	private static function forget_option( string $key ): void {
		wp_cache_delete( $key, 'options' );
		wp_cache_delete( 'notoptions', 'options' );
	}

	private static function is_direct(): bool {
		return 'direct' === AccessAllyStandInMode::get( 'writes' );
	}
}
