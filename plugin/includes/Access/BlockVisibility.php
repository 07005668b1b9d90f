<?php
/**
 * Any block can be shown to one audience: the block editor keeps it in an attribute, and here it is decided, on the server, before the block is drawn.
 *
 * A hidden block is never rendered at all, so nothing of it can leave in a page, an excerpt, a feed or a REST answer.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

final class BlockVisibility {

	public const ATTRIBUTE = 'slotbridgeAudience';

	/** Registers the hooks. */
	public static function register(): void {
		add_filter( 'register_block_type_args', array( self::class, 'add_attribute' ), 20 );
		// First of all filters, so that nobody draws it before; and last, so that nobody brings it back.
		add_filter( 'pre_render_block', array( self::class, 'hide' ), PHP_INT_MIN, 2 );
		add_filter( 'pre_render_block', array( self::class, 'hide' ), PHP_INT_MAX, 2 );
		add_filter( 'render_block', array( self::class, 'hide_rendered' ), PHP_INT_MAX, 2 );
	}

	/**
	 * Lets the server know the attribute of every block, so that no block that is drawn through the REST API is refused for it.
	 *
	 * @param array<string, mixed> $args Of the block type.
	 * @return array<string, mixed>
	 */
	public static function add_attribute( array $args ): array {
		$attributes                    = is_array( $args['attributes'] ?? null ) ? $args['attributes'] : array();
		$attributes[ self::ATTRIBUTE ] = array( 'type' => 'object' );
		$args['attributes']            = $attributes;
		return $args;
	}

	/**
	 * @param mixed $rendered What another filter has drawn already; null: nothing.
	 * @param mixed $block    The parsed block.
	 */
	public static function hide( mixed $rendered, mixed $block ): mixed {
		return is_array( $block ) && self::is_hidden( $block ) ? '' : $rendered;
	}

	/**
	 * For blocks that are drawn without asking first.
	 *
	 * @param mixed $html  The drawn block.
	 * @param mixed $block The parsed block.
	 */
	public static function hide_rendered( mixed $html, mixed $block ): mixed {
		return is_array( $block ) && self::is_hidden( $block ) ? '' : $html;
	}

	/**
	 * Content without the blocks that are for some people only, whoever they are: what may be searched.
	 *
	 * @return string Block markup; '' when it holds such a block and cannot be taken apart.
	 */
	public static function public_part( string $content ): string {
		if ( ! str_contains( $content, self::ATTRIBUTE ) ) {
			return $content;
		}
		$public = self::serialize( parse_blocks( $content ) );
		return str_contains( $public, self::ATTRIBUTE ) ? '' : $public;
	}

	/** @param array<array-key, mixed> $block A parsed block. */
	private static function is_hidden( array $block ): bool {
		$attributes = $block['attrs'] ?? null;
		if ( ! is_array( $attributes ) || ! array_key_exists( self::ATTRIBUTE, $attributes ) || null === $attributes[ self::ATTRIBUTE ] ) {
			return false;
		}
		NoStore::mark();
		$audience = $attributes[ self::ATTRIBUTE ];
		return ! is_array( $audience ) || ! Access::audience( get_current_user_id(), $audience )->allowed;
	}

	/**
	 * Each kept block as markup again: what a block is made of is copied piece by piece, without the inner blocks that are for some.
	 *
	 * @param array<array-key, mixed> $blocks Parsed blocks.
	 */
	private static function serialize( array $blocks ): string {
		$markup = '';
		foreach ( $blocks as $block ) {
			$attributes = is_array( $block ) && is_array( $block['attrs'] ?? null ) ? $block['attrs'] : array();
			if ( ! is_array( $block ) || array_key_exists( self::ATTRIBUTE, $attributes ) ) {
				continue;
			}
			$inner = is_array( $block['innerBlocks'] ?? null ) ? array_values( $block['innerBlocks'] ) : array();
			$html  = '';
			$at    = 0;
			foreach ( is_array( $block['innerContent'] ?? null ) ? $block['innerContent'] : array() as $piece ) {
				$html .= is_string( $piece ) ? $piece : self::serialize( array( $inner[ $at++ ] ?? null ) );
			}
			$name    = is_string( $block['blockName'] ?? null ) ? $block['blockName'] : null;
			$markup .= get_comment_delimited_block_content( $name, $attributes, $html );
		}
		return $markup;
	}
}
