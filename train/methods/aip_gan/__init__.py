"""`aip_gan`: attended identity and expression, pooled bilinearly."""
