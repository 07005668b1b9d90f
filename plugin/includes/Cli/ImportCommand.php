<?php
/**
 * `wp slotbridge import`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Settings\ImportedFile;
use SlotBridge\Settings\ImportSettings;
use SlotBridge\Settings\SettingsFile;

final class ImportCommand {

	public function __construct( private readonly ImportSettings $import, private readonly SettingsFile $current, private readonly bool $is_paired ) {}

	/**
	 * Takes over settings that another site, or this one, has exported: all of them, or none.
	 *
	 * The file is checked as a whole first, and what would change is shown. Groups and calendars are known by their slug;
	 * those that the file does not name stay as they are.
	 *
	 * ## OPTIONS
	 *
	 * <file>
	 * : A file that `wp slotbridge export` wrote; "-": standard input.
	 *
	 * [--dry-run]
	 * : Only check the file, and show what would change.
	 *
	 * [--yes]
	 * : Do not ask before anything is changed.
	 *
	 * [--format=<format>]
	 * : How it is printed.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     # What would change?
	 *     $ wp slotbridge import settings.json --dry-run
	 *
	 *     $ wp slotbridge import settings.json --yes
	 *
	 * @param list<string>         $arguments A file.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function __invoke( array $arguments, array $options ): void {
		$path = $arguments[0] ?? '';
		$file = new ImportedFile( self::read( $path ) );
		if ( array() !== $file->faults ) {
			Output::fail( "Nothing was changed, because the file is not good:\n" . implode( "\n", $file->faults ) );
		}
		$diff = Output::guarded( fn (): array => $file->diff( $this->is_paired ? $this->current->mapping() : null ) );
		Output::rows( $options, $diff, array( 'part', 'name', 'change', 'details' ) );
		if ( array() === $diff ) {
			Output::success( $options, 'This site has all of it already.' );
			return;
		}
		if ( isset( $options['dry-run'] ) ) {
			return;
		}
		if ( '-' === $path && ! isset( $options['yes'] ) ) {
			Output::fail( 'Nothing was changed: a file from standard input needs --yes, because nobody can be asked.' );
		}
		Output::confirm( $options, 'Change this site like this?' );
		$error = Output::guarded( fn (): ?\WP_Error => $this->import->run( $file ) );
		if ( null !== $error ) {
			Output::fail( 'Nothing was changed. ' . $error->get_error_message() );
		}
		Output::success( $options, 'Imported.' );
	}

	/** @return array<array-key, mixed> */
	private static function read( string $path ): array {
		$text = @file_get_contents( '-' === $path ? 'php://stdin' : $path ); // phpcs:ignore WordPress.PHP.NoSilencedErrors.Discouraged, WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A file that the person at the command line named; the failure is told in our words.
		if ( false === $text ) {
			Output::fail( "$path cannot be read." );
		}
		$document = json_decode( $text, true );
		if ( ! is_array( $document ) ) {
			Output::fail( "$path is no JSON: " . json_last_error_msg() . '.' );
		}
		return $document;
	}
}
