<?php
/**
 * `wp slotbridge export`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Settings\SettingsFile;

final class ExportCommand {

	public function __construct( private readonly SettingsFile $file ) {}

	/**
	 * Writes the settings of this site as one JSON document: settings, mapping, triggers, groups and calendars with their audiences.
	 *
	 * It holds no secret, no token and no member's data.
	 *
	 * ## OPTIONS
	 *
	 * [<file>]
	 * : Where to write it; left out or "-": standard output.
	 *
	 * [--yes]
	 * : Do not ask before a file is overwritten.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp slotbridge export settings.json
	 *
	 *     # Straight to another site.
	 *     $ wp @staging slotbridge export | wp @live slotbridge import - --dry-run
	 *
	 * @param list<string>         $arguments Maybe a file.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function __invoke( array $arguments, array $options ): void {
		$path = $arguments[0] ?? '-';
		$text = wp_json_encode( Output::guarded( fn (): array => $this->file->export() ), JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) . "\n";
		if ( '-' === $path ) {
			fwrite( STDOUT, $text ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_read_fwrite -- Standard output of a command.
			return;
		}
		if ( file_exists( $path ) ) {
			Output::confirm( $options, "$path is there already. Overwrite it?" );
		}
		if ( false === @file_put_contents( $path, $text ) ) { // phpcs:ignore WordPress.PHP.NoSilencedErrors.Discouraged, WordPress.WP.AlternativeFunctions.file_system_read_file_put_contents -- A file that the person at the command line named, with their own rights; the failure is told in our words.
			Output::fail( "$path cannot be written." );
		}
		\WP_CLI::success( "Exported to $path." );
	}
}
