using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary><c>tinycnn_sgd</c>: the third exercise of the VGG practical, one filter and a maximum that learn where black dots are, step by step.</summary>
internal static class TinyCnn
{
    public static IExperiment Train(GoldenCase one)
    {
        // How the image was made, which is no part of a network.
        one.PassOver("im_rgb_u8", "im_gray", "median", "E_dacc", "w_final_f64", "b_final_f64", "E_f64", "w_traj_f64", "b_traj_f64");
        one.Options.PassOver("smoothSigma", "note");
        return new TinyCnnExperiment(one);
    }
}
