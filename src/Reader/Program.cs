return Kiln.Reader.CommandLine.Run(args, Console.Out, Console.Error);
