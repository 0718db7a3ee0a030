package org.snowguard.server.browse;

import org.snowguard.server.nixpkgs.PackageStep;
import org.snowguard.server.web.Page;

/** How a package changed in a channel, the newest change first. */
public record PackageStepsPage(String attribute, String channel, Page<PackageStep> steps) {}
