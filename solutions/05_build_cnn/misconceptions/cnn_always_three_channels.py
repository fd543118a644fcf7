"""The convolutional network always wants three channels

Whatever `in_channels` says, the first convolution of your network expects three channels. With
colour pictures this goes unnoticed. The digits of the experiment have one channel, and the
first layer refuses them: it holds kernels three channels deep and meets a picture one channel
deep. A convolution slides over height and width, but it always spans all the channels, so their
number is part of its shape. Make a network for 1 channel and look at the shape of the first
weight: (channels out, channels in, height, width). Which of the four has to come from the
caller? Look for numbers that are written out as digits where a parameter of the function should
stand.
"""

from build_cnn import build_cnn as _build_cnn


def build_cnn(in_channels=3, num_classes=10):
    return _build_cnn(3, num_classes)
