"""The convolutional network always gives ten scores

Whatever `num_classes` says, your network gives ten scores for each picture. Digits are ten, so
the experiment does not notice. Ask for a network with 7 classes and look at the shape of its
output for a batch of two: it is (2, 10) where (2, 7) was asked for. The extra scores are not
harmless: the cross-entropy takes them into account, and one of them may win. The default of a
parameter says what holds when the caller says nothing; it should stand in the signature only,
not once more in the body of the function. Which layer of yours decides how many scores come
out, and where does it take this number from?
"""

from build_cnn import build_cnn as _build_cnn


def build_cnn(in_channels=3, num_classes=10):
    return _build_cnn(in_channels, 10)
