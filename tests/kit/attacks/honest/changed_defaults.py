"""Changes what can be changed for all of a library: types, devices, gradients, errors, warnings."""

import decimal, gc, warnings

import numpy, torch

torch.set_default_dtype(torch.float64)
torch.set_default_device("cpu")
torch.set_num_threads(2)
torch.set_printoptions(sci_mode=False, precision=1)
torch.set_flush_denormal(True)
torch.set_grad_enabled(False)
_for_good = torch.inference_mode()
_for_good.__enter__()
torch.autograd.set_detect_anomaly(True)
numpy.seterr(all="raise")
numpy.set_printoptions(legacy="1.13")
decimal.getcontext().prec = 3
warnings.simplefilter("error")
gc.disable()
