"""The convolutional network ends in a log-softmax

All your scores are negative, and their exponentials sum to 1 for each picture: the network ends
in a log-softmax. That goes together with another loss, the negative log-likelihood, which picks
the score of the right class and changes its sign. Here the loss is cross-entropy, which takes
the log-softmax itself. A second one on top happens to change nothing, so training works all the
same and nothing tells you. But raw scores were asked for, and saliency and Grad-CAM ask for the
gradient of one raw score: after a log-softmax this score depends on all the others as well.
Give the network a picture and sum the exponentials of its scores. What should they sum to, if
the scores were raw?
"""

from torch import nn


def build_cnn(in_channels=3, num_classes=10):
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, num_classes),
        nn.LogSoftmax(dim=1),
    )
