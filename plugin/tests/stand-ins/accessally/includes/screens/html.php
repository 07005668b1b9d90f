<?php
/**
 * The HTML that the stand-in's pages share: a page, small forms, fields with their labels, tables. Everything is escaped here.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInHtml {

	/** @param callable(): void $body Prints the rest. */
	public static function page( string $title, string $intro, callable $body ): void {
		echo '<style>.accessally-stand-in form.row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin-block:.75rem}
			.accessally-stand-in form.row label,.accessally-stand-in .settings label{display:flex;flex-direction:column;gap:.25rem;font-weight:600}
			.accessally-stand-in :is(input,select,textarea){font-weight:400}.accessally-stand-in summary{cursor:pointer;margin-block:.75rem}
			.accessally-stand-in td form{display:inline-block;margin-inline-end:1rem}.accessally-stand-in .settings{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem;margin-block:1rem}
			.accessally-stand-in .settings label,.accessally-stand-in td{overflow-wrap:anywhere}.accessally-stand-in h2{margin-block:1.75em .5em}</style>';
		echo '<div class="wrap accessally-stand-in"><h1>' . esc_html( $title ) . '</h1>';
		$said = AccessAllyStandInScreens::take_notice();
		if ( '' !== $said ) {
			echo '<div class="notice notice-success" role="status"><p>' . esc_html( $said ) . '</p></div>';
		}
		echo '<p>' . esc_html( $intro ) . '</p>';
		$body();
		echo '</div>';
	}

	public static function heading( string $text ): void {
		echo '<h2>' . esc_html( $text ) . '</h2>';
	}

	/**
	 * @param array<string, string> $buttons Label by action, as AccessAllyStandInActions knows it; the Enter key presses the first.
	 * @param string                $fields  Of the functions below.
	 * @param array<string, string> $hidden  Further fields.
	 */
	public static function form( array $buttons, string $fields, array $hidden = array(), string $style = 'row' ): void {
		self::open( $hidden, $style );
		echo $fields . ' '; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped where it was made.
		foreach ( $buttons as $what => $label ) {
			echo '<button name="do" value="' . esc_attr( $what ) . '" class="button' . ( array_key_first( $buttons ) === $what ? ' button-primary' : '' ) . '">' . esc_html( $label ) . '</button> ';
		}
		echo '</form>';
	}

	/** @param array<string, string> $hidden Fields. */
	public static function button( string $what, string $label, array $hidden, string $style = 'button-link' ): string {
		ob_start();
		self::open( $hidden, '' );
		echo '<button name="do" value="' . esc_attr( $what ) . '" class="' . esc_attr( $style ) . '">' . esc_html( $label ) . '</button></form>';
		return (string) ob_get_clean();
	}

	/**
	 * A button in a table.
	 *
	 * @param array<string, string> $hidden Fields.
	 * @return array{string}
	 */
	public static function button_cell( string $what, string $label, array $hidden, string $style = 'button-link' ): array {
		return array( self::button( $what, $label, $hidden, $style ) );
	}

	public static function text( string $name, string $label, string $value = '', bool $needed = true ): string {
		return '<label>' . esc_html( $label ) . ' <input type="text" name="' . esc_attr( $name ) . '" value="' . esc_attr( $value ) . '"' . ( $needed ? ' required' : '' ) . '></label>';
	}

	public static function number( string $name, string $label, string $value = '', int $min = 1 ): string {
		return '<label>' . esc_html( $label ) . ' <input type="number" class="small-text" min="' . $min . '" name="' . esc_attr( $name ) . '" value="' . esc_attr( $value ) . '" required></label>';
	}

	public static function area( string $name, string $label, string $value ): string {
		return '<label>' . esc_html( $label ) . ' <textarea rows="5" class="code" name="' . esc_attr( $name ) . '">' . esc_textarea( $value ) . '</textarea></label>';
	}

	/** @param array<array-key, string> $options Label by value. */
	public static function select( string $name, string $label, array $options, string $chosen = '' ): string {
		$html = '<label>' . esc_html( $label ) . ' <select name="' . esc_attr( $name ) . '">';
		foreach ( $options as $value => $text ) {
			$html .= '<option value="' . esc_attr( (string) $value ) . '"' . selected( $chosen, (string) $value, false ) . '>' . esc_html( $text ) . '</option>';
		}
		return $html . '</select></label>';
	}

	/**
	 * @param list<string>                     $heads   Of the columns.
	 * @param list<list<string|array{string}>> $rows    Cells: text, which is escaped here, or a button_cell().
	 * @param string                           $nothing Said when there are no rows.
	 */
	public static function table( array $heads, array $rows, string $nothing ): void {
		if ( array() === $rows ) {
			echo '<p>' . esc_html( $nothing ) . '</p>';
			return;
		}
		echo '<table class="widefat striped"><thead><tr>';
		foreach ( $heads as $head ) {
			echo '<th scope="col">' . esc_html( $head ) . '</th>';
		}
		echo '</tr></thead><tbody>';
		foreach ( $rows as $row ) {
			echo '<tr>';
			foreach ( $row as $cell ) {
				echo '<td>' . ( is_array( $cell ) ? $cell[0] : esc_html( $cell ) ) . '</td>'; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- A form of button().
			}
			echo '</tr>';
		}
		echo '</tbody></table>';
	}

	/** @param array<string, string> $hidden Further fields. */
	private static function open( array $hidden, string $style ): void {
		echo '<form method="post" class="' . esc_attr( $style ) . '" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '">';
		// Not wp_nonce_field(): it gives each an id, and there are many on a page.
		$own = array(
			'action'           => AccessAllyStandInScreens::ACTION,
			'_wpnonce'         => wp_create_nonce( AccessAllyStandInScreens::ACTION ),
			'_wp_http_referer' => isset( $_SERVER['REQUEST_URI'] ) ? esc_url_raw( wp_unslash( $_SERVER['REQUEST_URI'] ) ) : '',
		);
		foreach ( $hidden + $own as $name => $value ) {
			echo '<input type="hidden" name="' . esc_attr( $name ) . '" value="' . esc_attr( $value ) . '">';
		}
	}
}
