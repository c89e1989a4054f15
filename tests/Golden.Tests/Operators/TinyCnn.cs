using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary><c>tinycnn_sgd</c>: the third exercise of the VGG practical, where one filter and a maximum learn to find black dots.</summary>
internal static class TinyCnn
{
    public static IExperiment Train(GoldenCase one)
    {
        // How the image was made, which is no part of a network.
        one.PassOver("im_rgb_u8", "im_gray", "median");
        one.Options.PassOver("smoothSigma", "note");

        // The same training in double precision. Rounding alone parts it from the one in single precision, by 1e-3 after some dozen steps.
        one.PassOver("w_final_f64", "b_final_f64", "E_f64", "w_traj_f64", "b_traj_f64");
        return new TinyCnnExperiment(one);
    }
}
