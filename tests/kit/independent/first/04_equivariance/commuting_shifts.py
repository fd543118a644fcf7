# --- last-shift-left-out: range ends before max_shift; shows on max_shift a multiple of the stride
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    h, w = y.shape[-2:]
    found = []
    for d in range(1, max_shift):
        diff = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        if (diff[..., margin:h - margin, margin:w - margin] <= atol).all():
            found.append(d)
    return found

# --- zero-is-a-shift: begins with 0; shows on every f
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    h, w = y.shape[-2:]
    found = []
    for d in range(max_shift + 1):
        diff = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        if (diff[..., margin:h - margin, margin:w - margin] <= atol).all():
            found.append(d)
    return found

# --- by-theory: gives the multiples of the stride without a look at f; shows on an f that does not commute
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    return [d for d in range(1, max_shift + 1) if d % stride == 0]

# --- output-moved-as-far: moves the output by d; shows on stride 2
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    return [d for d in range(1, max_shift + 1) if is_equivariant(f, x, 0, d, margin, atol)]

# --- moved-down: shifts the rows instead of the columns; shows on an f that shrinks the columns only
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    h, w = y.shape[-2:]
    found = []
    for d in range(1, max_shift + 1):
        diff = (f(shift2d(x, d, 0)) - shift2d(y, d // stride, 0)).abs()
        if (diff[..., margin:h - margin, margin:w - margin] <= atol).all():
            found.append(d)
    return found

# --- multiples-only: passes over the shifts that the stride does not divide; shows on an image that is constant inside the margin
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    h, w = y.shape[-2:]
    found = []
    for d in range(stride, max_shift + 1, stride):
        diff = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        if (diff[..., margin:h - margin, margin:w - margin] <= atol).all():
            found.append(d)
    return found

# --- border-included: the margin is not read; shows on a strided convolution with margin=3
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    out = []
    for d in range(1, max_shift + 1):
        if (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs().max() <= atol:
            out.append(d)
    return out

# --- rounded-to-the-nearest: moves the output by round(d / stride); shows on stride 3 and d = 2
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    h, w = y.shape[-2:]
    found = []
    for d in range(1, max_shift + 1):
        diff = (f(shift2d(x, 0, d)) - shift2d(y, 0, round(d / stride))).abs()
        if (diff[..., margin:h - margin, margin:w - margin] <= atol).all():
            found.append(d)
    return found

# --- nan-commutes: nothing is larger than atol where all is NaN; shows on an f that gives NaN
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    h, w = y.shape[-2:]
    found = []
    for d in range(1, max_shift + 1):
        diff = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        if not (diff[..., margin:h - margin, margin:w - margin] > atol).any():
            found.append(d)
    return found

# --- margin-left-and-right-only: rows at the border still count; shows on a padded convolution of an image with rows at the border and a shift past the kernel
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    w = y.shape[-1]
    found = []
    for d in range(1, max_shift + 1):
        diff = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        if (diff[..., margin:w - margin] <= atol).all():
            found.append(d)
    return found

# --- stops-at-the-first-no: breaks off the loop; shows on stride 2, where 1 is a no
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    h, w = y.shape[-2:]
    found = []
    for d in range(1, max_shift + 1):
        diff = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        if (diff[..., margin:h - margin, margin:w - margin] <= atol).all():
            found.append(d)
        else:
            break
    return found

# --- minus-zero-margin: m:-m is empty at margin 0, and nothing is all right; shows on the default margin
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    return [
        d for d in range(1, max_shift + 1)
        if ((f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs() <= atol)[..., margin:-margin, margin:-margin].all()
    ]

# --- answers-for-all: gives a list of True and False; shows on every f
def commuting_shifts(f, x, stride, max_shift, margin=0, atol=1e-5):
    y = f(x)
    h, w = y.shape[-2:]
    answers = []
    for d in range(1, max_shift + 1):
        diff = (f(shift2d(x, 0, d)) - shift2d(y, 0, d // stride)).abs()
        answers.append(bool((diff[..., margin:h - margin, margin:w - margin] <= atol).all()))
    return answers
