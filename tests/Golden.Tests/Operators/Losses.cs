using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary><c>vl_nnloss</c> and its predecessor <c>vl_nnsoftmaxloss</c>: x, labels c from 1 (0 is ignored), options loss, topK and normalise.</summary>
internal static class Losses
{
    /// <summary>The loss that <c>vl_nnloss</c> computes unless told.</summary>
    public const string Default = "softmaxlog";

    public static IExperiment Loss(GoldenCase one)
    {
        int images = one["x"].Count;
        return new LossExperiment(one)
        {
            Measure = (one.Options.Text("loss", Default), one.Options.Whole("topK", 5)) switch
            {
                ("classerror", _) or ("topkerror", 1) => report => (double)report.Top1Errors / images,
                ("topkerror", _) => report => (double)report.Top5Errors / images,
                _ => null,
            },
            Factor = one.Options.Flag("normalise", true) ? 1 : images,
        };
    }

    public static IExperiment SoftmaxLoss(GoldenCase one) => new LossExperiment(one);
}
