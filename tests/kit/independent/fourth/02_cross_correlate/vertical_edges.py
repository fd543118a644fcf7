# --- divided-by-four: scales the answer so that an edge of height one gives one, as skimage does; on every image with an edge
def vertical_edges(image: Tensor) -> Tensor:
    right, left = image[:, 2:], image[:, :-2]
    d = right - left
    return (d[:-2] + 2 * d[1:-1] + d[2:]) / 4
