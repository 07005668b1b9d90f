<?php
/**
 * Wires the calendars and calendar groups into WordPress.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Outbox\Outbox;

final class Module {

	private static ?CalendarChanges $calendars = null;
	private static ?GroupChanges $groups       = null;

	/** Registers everything; called once, at `plugins_loaded`. */
	public static function register( Outbox $outbox ): void {
		self::$calendars = new CalendarChanges( $outbox );
		self::$groups    = new GroupChanges( $outbox, self::$calendars );

		Capabilities::register();
		add_action( 'init', array( GroupTaxonomy::class, 'register' ), 9 );
		add_action( 'init', array( CalendarPostType::class, 'register' ), 9 );
		add_action( 'init', array( GroupStore::class, 'register' ), 9 );
		add_action( 'rest_api_init', array( CalendarRest::class, 'register' ) );
		add_action( 'rest_api_init', array( GroupRest::class, 'register' ) );
		ExactCalendarText::register();
		( new ExactGroupText() )->register();
		self::$calendars->register();
		self::$groups->register();
	}

	/** Writes the events of everything that was changed so far. It happens by itself when a request ends; long-running code calls it in between. */
	public static function look_at_all(): void {
		self::$groups?->look_at_all();
		self::$calendars?->look_at_all();
	}
}
