return Kiln.Classifier.CommandLine.Run(args, Console.Out, Console.Error);
